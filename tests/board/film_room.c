/* SPDX-License-Identifier: MIT */
#include "film_room.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "film/film_json.h"
#include "util/file.h"

static const char story[] =
	"{\"scenetty\":1,\"id\":\"f\",\"title\":\"F\",\"cast\":[{\"name\":\"kitten\","
	"\"states\":{\"wet\":\"fur soaked\"}},{\"name\":\"rose\"}],\"scenes\":["
	"{\"id\":\"a\",\"prompt\":\"A kitten.\",\"seconds\":4,\"shot\":\"wide\"},"
	"{\"id\":\"b\",\"group\":\"I\"}]}";

void write_film(const struct room *room, const char *text)
{
	struct err err = {0};
	int dir = open(room->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_fine(file_save(dir, "film.json", text, strlen(text), &err), &err);
	close(dir);
}

struct film *read_film(const struct room *room)
{
	struct buf text = {0};
	struct err err = {0};
	int dir = open(room->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_fine(file_read(dir, "film.json", 1u << 20, &text, &err), &err);
	struct film *film = film_parse(text.data, text.len, "film.json", &err);
	if (!film)
		fail_msg("%s", err_text(&err));
	close(dir);
	buf_free(&text);
	return film;
}

int room_begin_closed(void **state)
{
	struct room *room = xcalloc(1, sizeof *room);
	char *data = xasprintf("%s/data", getenv("top_builddir"));
	room->path = check_folder();
	setenv("SCENETTY_DATA", data, 1);
	setenv("XDG_STATE_HOME", room->path, 1);
	setenv("XDG_CONFIG_HOME", room->path, 1);
	free(data);
	write_film(room, story);
	room->player.options = player_options;
	room->player.options.host = &room->host;
	*state = room;
	return 0;
}

int room_begin(void **state)
{
	room_begin_closed(state);
	struct room *room = *state;
	player_open(&room->player, room->path);
	return 0;
}

int room_end(void **state)
{
	struct room *room = *state;
	check_folder_free(room->path);
	free(room);
	return 0;
}

struct film *after(void **state, const char *keys)
{
	struct room *room = *state;
	player_keys(&room->player, keys);
	player_settle(&room->player);
	player_close(&room->player);
	return read_film(room);
}

const struct film *film_of(const struct room *room)
{
	return board_film(room->player.board);
}

bool screen_says(const struct room *room, const char *words)
{
	struct buf screen = {0};
	grid_dump(board_draw(room->player.board), false, &screen);
	bool says = strstr(buf_str(&screen), words) != NULL;
	buf_free(&screen);
	return says;
}
