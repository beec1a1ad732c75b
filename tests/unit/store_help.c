/* SPDX-License-Identifier: MIT */
#include "store_help.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "film/film_json.h"
#include "util/mem.h"

const char small_film[] = "{\"scenetty\":1,\"scenes\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";

char *film_path(const struct room *room)
{
	return xasprintf("%s/film", room->path);
}

char *log_path(const struct room *room)
{
	return xasprintf("%s/film/.scenetty/edits.log", room->path);
}

char *read_film_text(const struct room *room)
{
	struct buf text = {0};
	char *path = xasprintf("%s/film/film.json", room->path);
	assert_int_equal(file_read(AT_FDCWD, path, FILM_BYTES_MAX, &text, NULL), 0);
	free(path);
	return buf_take(&text);
}

void assert_film_text(const struct room *room, const char *text)
{
	char *found = read_film_text(room);
	assert_string_equal(found, text);
	free(found);
}

void write_film(const struct room *room, const char *text)
{
	char *folder = film_path(room), *path = xasprintf("%s/film.json", folder);
	mkdir(folder, 0777);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	free(folder);
	free(path);
}

void open_film(struct store *store, const struct room *room)
{
	struct err err = {0};
	char *path = film_path(room);
	if (store_open(store, path, &err) < 0)
		fail_msg("%s", err_text(&err));
	free(path);
}

void set_title(struct store *store, const char *title)
{
	struct err err = {0};
	struct step step = {0};
	step_set(&step, OF_FILM, NULL, "title", json_new_str(title));
	step_label(&step, "title %s", title);
	if (store_change(store, &step, &err) < 0)
		fail_msg("%s", err_text(&err));
}

void assert_same_film(const struct film *found, const struct film *wanted)
{
	struct buf found_text = {0}, wanted_text = {0};
	film_print(found, &found_text);
	film_print(wanted, &wanted_text);
	assert_string_equal(buf_str(&found_text), buf_str(&wanted_text));
	buf_free(&found_text);
	buf_free(&wanted_text);
}

void assert_walk(const struct room *room, char *(*walk)(struct store *, struct err *),
		 const char *label, const char *title)
{
	struct err err = {0};
	struct store store;
	open_film(&store, room);
	if (store_lock(&store, 0, &err) < 0)
		fail_msg("%s", err_text(&err));
	char *found = walk(&store, &err);
	assert_null(err.text);
	if (label)
		assert_string_equal(found, label);
	else
		assert_null(found);
	free(found);
	store_close(&store);
	open_film(&store, room);
	assert_int_equal(store.recovered, 0);
	if (title)
		assert_string_equal(store.film->title, title);
	else
		assert_null(store.film->title);
	store_close(&store);
}

void hold_film(struct store *store, const struct room *room)
{
	struct err err = {0};
	open_film(store, room);
	if (store_hold(store, &err) < 0)
		fail_msg("%s", err_text(&err));
}

void apply_text(struct store *store, const char *member, const char *text)
{
	struct step step = {0};
	step_set(&step, OF_FILM, NULL, member, json_new_str(text));
	step_label(&step, "%s %s", member, text);
	assert_int_equal(store_apply(store, &step, NULL), 0);
}

void hear_save(void *arg, const struct err *err)
{
	struct heard *heard = arg;
	heard->times++;
	free(heard->error);
	heard->error = err ? xstrdup(err_text(err)) : NULL;
}

void cut_log(const struct room *room, int lines)
{
	struct buf text = {0};
	char *path = log_path(room);
	assert_int_equal(file_read(AT_FDCWD, path, 1 << 20, &text, NULL), 0);
	while (lines-- > 0) {
		text.len--;
		while (text.len && text.data[text.len - 1] != '\n')
			text.len--;
	}
	assert_int_equal(truncate(path, (off_t)text.len), 0);
	buf_free(&text);
	free(path);
}

void add_to_log(const struct room *room, const char *text)
{
	char *path = log_path(room);
	int fd = open(path, O_WRONLY | O_APPEND);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	free(path);
}
