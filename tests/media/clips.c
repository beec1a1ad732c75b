/* SPDX-License-Identifier: MIT */
#include "tests/media/clips.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/unit/check.h"
#include "util/file.h"

#define ARGUMENTS_MAX 64

extern char **environ;

int clips_enter(void **state)
{
	struct clips *clips = xcalloc(1, sizeof *clips);
	clips->folder = check_folder();
	*state = clips;
	return 0;
}

int clips_leave(void **state)
{
	struct clips *clips = *state;
	check_folder_free(clips->folder);
	free(clips);
	return 0;
}

static void run(char **argv)
{
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int status = -1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	int code = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (code)
		fail_msg("the ffmpeg program, needed for the tests: %s", strerror(code));
	waitpid(pid, &status, 0);
	if (status != 0)
		fail_msg("ffmpeg failed to make %s", argv[0]);
}

char *clip_make(const struct clips *clips, const char *arguments, const char *name)
{
	char *argv[ARGUMENTS_MAX] = {(char *)"ffmpeg", (char *)"-v", (char *)"error", (char *)"-y"};
	char *words = xstrdup(arguments), *path = xasprintf("%s/%s", clips->folder, name), *rest;
	size_t count = 4;
	for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		argv[count++] = word;
	argv[count++] = path;
	assert_true(count < ARGUMENTS_MAX);
	run(argv);
	free(words);
	return path;
}

char *clip_write(const struct clips *clips, const void *data, unsigned long bytes,
		 const char *name)
{
	struct err err = {0};
	char *path = xasprintf("%s/%s", clips->folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_fine(file_write_all(fd, data, bytes, name, &err), &err);
	close(fd);
	return path;
}
