/* SPDX-License-Identifier: MIT */
#include "board/choices.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "board/board_private.h"
#include "util/file.h"
#include "util/mem.h"

#define NAME "board"
#define BYTES_MAX 65536

const char *const colour_words[] = {
	[COLOURS_NONE] = "none",
	[COLOURS_16] = "16",
	[COLOURS_256] = "256",
	[COLOURS_TRUE] = "true",
	NULL,
};

int colours_of(const char *word)
{
	for (int i = 0; colour_words[i]; i++)
		if (strcmp(word, colour_words[i]) == 0)
			return i;
	return -1;
}

static void read_line(struct choices *out, const char *line, size_t bytes)
{
	static const char theme[] = "theme ", pictures[] = "pictures off", mouse[] = "mouse off";
	static const char colours[] = "colours ";

	if (bytes > strlen(theme) && strncmp(line, theme, strlen(theme)) == 0) {
		free(out->theme);
		out->theme = xstrndup(line + strlen(theme), bytes - strlen(theme));
	} else if (bytes == strlen(pictures) && strncmp(line, pictures, bytes) == 0) {
		out->no_pictures = true;
	} else if (bytes == strlen(mouse) && strncmp(line, mouse, bytes) == 0) {
		out->no_mouse = true;
	} else if (bytes > strlen(colours) && strncmp(line, colours, strlen(colours)) == 0) {
		char *word = xstrndup(line + strlen(colours), bytes - strlen(colours));

		out->colours = colours_of(word);
		free(word);
	}
}

void choices_load(struct choices *out)
{
	struct buf text = {0};

	*out = (struct choices){.colours = -1};
	if (file_read_state(NAME, BYTES_MAX, &text) == 0)
		for (const char *line = buf_str(&text); *line;) {
			size_t bytes = strcspn(line, "\n");

			read_line(out, line, bytes);
			line += bytes + (line[bytes] == '\n');
		}
	buf_free(&text);
}

void choices_clear(struct choices *choices)
{
	free(choices->theme);
	*choices = (struct choices){0};
}

void choices_keep(struct board *board)
{
	struct err err = {0};
	struct buf text = {0};
	char *home = file_state_home();
	int dir = !home || file_make_path(home, &err) < 0
			  ? -1
			  : open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	buf_addf(&text, "theme %s\npictures %s\nmouse %s\ncolours %s\n", board->theme,
		 board->pictures ? "on" : "off", board->mouse ? "on" : "off",
		 board->chosen_colours < 0 ? "auto" : colour_words[board->chosen_colours]);
	if (dir >= 0)
		file_save(dir, NAME, text.data, text.len, &err);
	if (err.kind)
		board_say(board, STYLE_WARN, "not kept for the next time: %s", err_text(&err));
	if (dir >= 0)
		close(dir);
	buf_free(&text);
	free(home);
	err_clear(&err);
}
