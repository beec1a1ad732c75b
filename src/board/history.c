/* SPDX-License-Identifier: MIT */
#include "board/history.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

#define NAME "lines"
#define BYTES_MAX (1u << 20)
#define LINES_MAX 500

void history_lines_load(struct history_lines *out)
{
	struct buf text = {0};

	*out = (struct history_lines){0};
	if (file_read_state(NAME, BYTES_MAX, &text) == 0)
		for (const char *line = buf_str(&text); *line;) {
			size_t bytes = strcspn(line, "\n");

			if (bytes) {
				GROW(out->items, out->count, out->room);
				out->items[out->count++] = xstrndup(line, bytes);
			}
			line += bytes + (line[bytes] == '\n');
		}
	buf_free(&text);
}

void history_lines_clear(struct history_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->items[i]);
	free(lines->items);
	*lines = (struct history_lines){0};
}

void history_lines_keep(const char *line)
{
	struct history_lines lines;
	struct buf text = {0};
	char *home = file_state_home();
	int dir;

	if (!home || !line[strspn(line, " ")] || strchr(line, '\n')) {
		free(home);
		return;
	}
	history_lines_load(&lines);
	for (size_t i = lines.count > LINES_MAX ? lines.count - LINES_MAX : 0; i < lines.count; i++)
		if (strcmp(lines.items[i], line) != 0)
			buf_addf(&text, "%s\n", lines.items[i]);
	buf_addf(&text, "%s\n", line);
	dir = file_make_path(home, NULL) < 0 ? -1 : open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir >= 0) {
		file_save(dir, NAME, text.data, text.len, NULL);
		close(dir);
	}
	buf_free(&text);
	history_lines_clear(&lines);
	free(home);
}

const char *history_lines_walk(const struct history_lines *lines, const char *typed, size_t *back,
			       bool older)
{
	size_t bytes = strlen(typed), at = *back;

	while (older ? at < lines->count : at > 1) {
		const char *line;

		at += older ? 1 : (size_t)-1;
		line = lines->items[lines->count - at];
		if (strncmp(line, typed, bytes) == 0) {
			*back = at;
			return line;
		}
	}
	if (!older) {
		*back = 0;
		return NULL;
	}
	return *back ? lines->items[lines->count - *back] : NULL;
}
