/* SPDX-License-Identifier: MIT
 *
 * What save_sweep.sh and held_sweep.sh kill, starve and trace. "begin" on stdout comes
 * before what counts, "applied" when a held film has the change, "saved" after it all.
 *
 * usage: save_driver save|naive|unsynced|change|start|title|child|waiting|board FOLDER
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/store.h"
#include "util/mem.h"

enum { BYTES = 20000 };

static void say(const char *text)
{
	if (write(STDOUT_FILENO, text, strlen(text)) < 0)
		_exit(3);
}

/* The way of this house. */
static int save(int dir, const char *text, struct err *err)
{
	return file_save(dir, "film.json", text, BYTES, err);
}

/* Two ways that lose films: the sweep must find them out. */
static int save_naively(int dir, const char *text, struct err *err)
{
	int fd = openat(dir, "film.json", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	int result = fd < 0 ? -1 : file_write_all(fd, text, BYTES, "film.json", err);
	if (fd >= 0)
		close(fd);
	return result;
}

static int save_unsynced(int dir, const char *text, struct err *err)
{
	int fd = openat(dir, ".film.json.tmp", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	int result = fd < 0 ? -1 : file_write_all(fd, text, BYTES, "film.json", err);
	if (fd >= 0)
		close(fd);
	return result < 0 ? -1 : renameat(dir, ".film.json.tmp", dir, "film.json");
}

static int save_with(int (*way)(int, const char *, struct err *), const char *folder,
		     struct err *err)
{
	char *text = xmalloc(BYTES + 1);
	memset(text, 'B', BYTES);
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	say("begin\n");
	int result = way(dir, text, err);
	if (result == 0)
		say("saved\n");
	free(text);
	close(dir);
	return result;
}

static int change(const char *folder, struct err *err)
{
	struct store store;
	struct step step = {0};
	int result = store_open(&store, folder, err);
	step_set(&step, OF_FILM, NULL, "title", json_new_str("new"));
	say("begin\n");
	if (result == 0)
		result = store_change(&store, &step, err);
	if (result == 0)
		say("saved\n");
	store_close(&store);
	return result;
}

struct wait {
	bool over;
	struct err *err;
};

static void note_end(void *arg, const struct err *err)
{
	struct wait *wait = arg;
	wait->over = true;
	if (err)
		err_set(wait->err, err->kind, "%s", err_text(err));
}

static int save_in_child(struct store *store, struct err *err)
{
	struct wait wait = {.err = err};
	struct loop *loop = loop_new();
	int result = store_save_start(store, loop, note_end, &wait, err);
	while (result == 0 && !wait.over)
		result = loop_turn(loop, err);
	loop_free(loop);
	return err->kind ? -1 : result;
}

/* A change as the board makes it. */
static int change_held(const char *folder, bool in_child, struct err *err)
{
	struct store store;
	struct step step = {0};
	int result = store_open(&store, folder, err);
	if (result == 0)
		result = store_hold(&store, err);
	step_set(&step, OF_FILM, NULL, "title", json_new_str("new"));
	say("begin\n");
	if (result == 0)
		result = store_apply(&store, &step, err);
	if (result == 0) {
		if (!store.trouble.kind)
			say("applied\n");
		result = in_child ? save_in_child(&store, err) : store_save(&store, err);
	}
	if (result == 0)
		say("saved\n");
	store_close(&store);
	return result;
}

/* The next start of a board: says the title it finds, and saves. */
static int start_board(const char *folder, struct err *err)
{
	struct store store;
	int result = store_open(&store, folder, err);
	if (result == 0)
		result = store_hold(&store, err);
	if (result == 0)
		printf("%s\n", store.film->title);
	if (result == 0)
		result = store_save(&store, err);
	store_close(&store);
	return result;
}

/* The next start: says the title it finds, and with `lock` puts things right. */
static int start(const char *folder, bool lock, struct err *err)
{
	struct store store;
	int result = store_open(&store, folder, err);
	if (result == 0 && lock)
		result = store_lock(&store, 0, err);
	if (result == 0)
		printf("%s\n", store.film->title);
	store_close(&store);
	return result;
}

static int run(const char *mode, const char *folder, struct err *err)
{
	if (strcmp(mode, "save") == 0)
		return save_with(save, folder, err);
	if (strcmp(mode, "naive") == 0)
		return save_with(save_naively, folder, err);
	if (strcmp(mode, "unsynced") == 0)
		return save_with(save_unsynced, folder, err);
	if (strcmp(mode, "change") == 0)
		return change(folder, err);
	if (strcmp(mode, "child") == 0 || strcmp(mode, "waiting") == 0)
		return change_held(folder, strcmp(mode, "child") == 0, err);
	if (strcmp(mode, "board") == 0)
		return start_board(folder, err);
	return start(folder, strcmp(mode, "start") == 0, err);
}

int main(int argc, char **argv)
{
	struct err err = {0};
	if (argc != 3)
		return 2;
	if (run(argv[1], argv[2], &err) == 0)
		return 0;
	fprintf(stderr, "%s\n", err_text(&err));
	return 1;
}
