/* SPDX-License-Identifier: MIT */
#include "ui/theme.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/language/near.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"
#include "worker/message.h"

#define THEME_MAX (64u << 10)
#define SUFFIX ".theme"

static const char *const colour_names[16] = {
	"black",        "red",           "green",       "yellow",         "blue",
	"magenta",      "cyan",          "white",       "bright-black",   "bright-red",
	"bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
	"bright-white",
};

static const struct {
	const char *name;
	enum attr attr;
} attr_names[] = {
	{"bold", ATTR_BOLD},       {"dim", ATTR_DIM},       {"underline", ATTR_UNDERLINE},
	{"reverse", ATTR_REVERSE}, {"italic", ATTR_ITALIC},
};

static const char *const section_names[SECTIONS] = {NULL, "[256]", "[16]", "[none]"};

/* Where a theme is read: for what goes wrong. */
struct reader {
	struct theme *theme;
	const char *name;
	int line;
	enum section section;
	struct err *err;
};

static int wrong(const struct reader *reader, const char *what, const char *word)
{
	char *clean = text_clean(word, false, 40), *name = text_path(reader->name);
	err_set(reader->err, ERR_INVALID, "%s:%d: %s '%s'", name, reader->line, what, clean);
	free(clean);
	free(name);
	return -1;
}

static bool colour_of(const char *word, uint32_t *out)
{
	char *end;
	if (strcmp(word, "default") == 0) {
		*out = CELL_DEFAULT;
		return true;
	}
	for (uint32_t i = 0; i < LENGTH(colour_names); i++)
		if (strcmp(word, colour_names[i]) == 0) {
			*out = i;
			return true;
		}
	if (*word == '#') {
		*out = CELL_RGB | (uint32_t)strtoul(word + 1, &end, 16);
		return strspn(word + 1, "0123456789abcdefABCDEF") == 6 && !*end && end == word + 7;
	}
	*out = (uint32_t)strtoul(word, &end, 10);
	return *word >= '0' && *word <= '9' && strlen(word) <= 3 && !*end && *out < 256;
}

static uint16_t attr_of(const char *word)
{
	for (size_t i = 0; i < LENGTH(attr_names); i++)
		if (strcmp(word, attr_names[i].name) == 0)
			return (uint16_t)attr_names[i].attr;
	return 0;
}

/* "FG on BG bold …" */
static int read_rule(const struct reader *reader, char *text, struct rule *out)
{
	struct rule rule = {true, LOOK_BELOW, LOOK_BELOW, 0};
	char *rest = NULL, *word = strtok_r(text, " \t", &rest);
	bool on = false;
	for (; word; word = strtok_r(NULL, " \t", &rest)) {
		uint32_t *colour = on ? &rule.bg : &rule.fg;
		if (!on && attr_of(word))
			rule.attrs |= attr_of(word);
		else if (!on && strcmp(word, "on") == 0 && rule.bg == LOOK_BELOW) {
			on = true;
			continue;
		} else if (*colour != LOOK_BELOW || !colour_of(word, colour))
			return wrong(reader, "not a colour or an attribute:", word);
		on = false;
	}
	if (on)
		return wrong(reader, "no colour behind", "on");
	*out = rule;
	return 0;
}

static enum role role_of(const char *name)
{
	enum role role = ROLE_TEXT;
	while (role < ROLES && strcmp(name, role_table[role].name) != 0)
		role++;
	return role;
}

static int no_role(const struct reader *reader, const char *name)
{
	struct near near = {.typed = name};
	for (enum role role = ROLE_TEXT; role < ROLES; role++)
		near_offer(&near, role_table[role].name);
	if (!near.best)
		return wrong(reader, "there is no role", name);
	char *what = xasprintf("there is no role (did you mean '%s'?)", near.best);
	wrong(reader, what, name);
	free(what);
	return -1;
}

static int read_kind(const struct reader *reader, const char *kind)
{
	bool light = strcmp(kind, "light") == 0;
	if (!light && strcmp(kind, "dark") != 0)
		return wrong(reader, "kind is dark or light, not", kind);
	reader->theme->is_light = light;
	return 0;
}

static char *trim(char *text)
{
	text += strspn(text, " \t\r");
	size_t bytes = strlen(text);
	while (bytes && strchr(" \t\r", text[bytes - 1]))
		text[--bytes] = '\0';
	return text;
}

/* A '#' begins a comment at the line's start or behind a blank, unless it is a
 * colour. */
static void cut_comment(char *line)
{
	for (char *at = line; (at = strchr(at, '#')); at++)
		if (at == line ||
		    (strchr(" \t", at[-1]) && strspn(at + 1, "0123456789abcdefABCDEF") < 3)) {
			*at = '\0';
			return;
		}
}

static int read_line(struct reader *reader, char *line)
{
	cut_comment(line);
	line = trim(line);
	if (!*line)
		return 0;
	for (enum section i = SECTION_256; i < SECTIONS; i++)
		if (strcmp(line, section_names[i]) == 0) {
			reader->section = i;
			return 0;
		}
	char *value = strchr(line, '=');
	if (!value)
		return wrong(reader, "no '=' in", line);
	*value++ = '\0';
	line = trim(line);
	value = trim(value);
	if (strcmp(line, "kind") == 0)
		return read_kind(reader, value);
	enum role role = role_of(line);
	if (role == ROLES)
		return no_role(reader, line);
	return read_rule(reader, value, &reader->theme->rules[reader->section][role]);
}

struct theme *theme_parse(const char *text, const char *name, struct err *err)
{
	struct theme *theme = xcalloc(1, sizeof *theme);
	struct reader reader = {theme, name, 0, SECTION_ALL, err};
	char *copy = xstrdup(text), *rest = copy, *line;
	int result = 0;
	while (result == 0 && (line = strsep(&rest, "\n"))) {
		reader.line++;
		result = read_line(&reader, line);
	}
	free(copy);
	if (result == 0)
		return theme;
	free(theme);
	return NULL;
}

/* Returns new: the folder of the user's own themes, or of ours. */
static char *folder(bool own)
{
	char *home = own ? file_config_home() : file_data_home();
	char *path = home ? xasprintf("%s/themes", home) : NULL;
	free(home);
	return path;
}

/* 1 with the text of the file, 0 if there is none. */
static int read_file(const char *path, struct buf *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	char *shown = text_path(path);
	int result =
		fd < 0 ? err_errno(err, "%s", shown) : file_read_fd(fd, THEME_MAX, shown, out, err);
	free(shown);
	if (fd >= 0)
		close(fd);
	return result < 0 ? -1 : 1;
}

static struct theme *load_from(bool own, const char *name, int *found, struct err *err)
{
	struct buf text = {0};
	struct theme *theme = NULL;
	char *home = folder(own), *path = home ? xasprintf("%s/%s" SUFFIX, home, name) : NULL;
	*found = path ? read_file(path, &text, err) : 0;
	if (*found > 0)
		theme = theme_parse(buf_str(&text), path, err);
	buf_free(&text);
	free(path);
	free(home);
	return theme;
}

void theme_free(struct theme *theme)
{
	free(theme);
}

bool theme_is_light(const struct theme *theme)
{
	return theme->is_light;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct names {
	char **items;
	size_t count, room;
};

static void add_name(struct names *names, const char *file)
{
	size_t bytes = strlen(file);
	if (bytes <= strlen(SUFFIX) || strcmp(file + bytes - strlen(SUFFIX), SUFFIX) != 0)
		return;
	char *name = xstrndup(file, bytes - strlen(SUFFIX));
	for (size_t i = 0; i < names->count && name; i++)
		if (strcmp(names->items[i], name) == 0) {
			free(name);
			return;
		}
	GROW(names->items, names->count, names->room);
	names->items[names->count++] = name;
}

char **theme_names(void)
{
	struct names names = {0};
	for (int own = 0; own < 2; own++) {
		char *path = folder(own);
		DIR *dir = path ? opendir(path) : NULL;
		for (struct dirent *entry; dir && (entry = readdir(dir));)
			add_name(&names, entry->d_name);
		if (dir)
			closedir(dir);
		free(path);
	}
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, by_name);
	GROW(names.items, names.count, names.room);
	names.items[names.count] = NULL;
	return names.items;
}

static void no_theme(const char *name, struct err *err)
{
	char *clean = text_clean(name, false, 40), **names = theme_names();
	struct buf all = {0};
	for (char **at = names; *at; at++) {
		char *other = text_clean(*at, false, 40);
		buf_addf(&all, "%s%s", at == names ? "" : ", ", other);
		free(other);
		free(*at);
	}
	if (all.len)
		err_set(err, ERR_NOT_FOUND, "there is no theme '%s' (there are %s)", clean,
			buf_str(&all));
	else
		err_set(err, ERR_NOT_FOUND, "there is no theme '%s', nor any other", clean);
	buf_free(&all);
	free(names);
	free(clean);
}

struct theme *theme_load(const char *name, struct err *err)
{
	int found = 0;
	struct theme *theme = NULL;
	if (text_is_slug(name)) {
		theme = load_from(true, name, &found, err);
		if (!found)
			theme = load_from(false, name, &found, err);
	}
	if (!found)
		no_theme(name, err);
	return theme;
}
