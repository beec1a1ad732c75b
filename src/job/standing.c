/* SPDX-License-Identifier: MIT */
#include "job/standing.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/film_json.h"
#include "util/file.h"

static bool has_id(int dir, const char *id)
{
	struct buf text = {0};
	struct json *film = NULL;
	if (file_read(dir, "film.json", FILM_BYTES_MAX, &text, NULL) == 0)
		film = json_parse(buf_str(&text), text.len, FILM_BYTES_MAX, "film.json", NULL);
	const char *its = json_get_str(film, "id");
	bool same = its && strcmp(its, id) == 0;
	json_free(film);
	buf_free(&text);
	return same;
}

static bool look(const char *folder, int *dir, struct stat *status)
{
	*dir = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return *dir >= 0 && fstatat(*dir, "film.json", status, 0) == 0;
}

bool film_stands(const char *folder, const char *own, const char *id)
{
	struct stat there, here;
	int dir, mine;
	bool stands = look(folder, &dir, &there);
	if (look(own, &mine, &here) && stands)
		stands = there.st_dev != here.st_dev || there.st_ino != here.st_ino;
	stands = stands && has_id(dir, id);
	if (dir >= 0)
		close(dir);
	if (mine >= 0)
		close(mine);
	return stands;
}
