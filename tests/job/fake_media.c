/* SPDX-License-Identifier: MIT
 *
 * Stands in for scenetty-media in the tests of the pool and of jobs, and can
 * misbehave. What it does is said by the request: the first word of "fake", or of
 * the recipe's prompt. A "clip" of its is eight bytes of MP4 and a line of JSON; the
 * prompt's second word says what a probe of it does. A picture of it is painted with
 * the letter of its seed. $SCENETTY_FAKE_ACT is what is done when the words name nothing.
 *
 * $SCENETTY_FAKE is a folder: requests are noted in its file log, one line each;
 * its FIFO gate, held open by the test, lets one through for each byte in it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fake_acts.h"
#include "util/file.h"

static void note(const struct ask *ask)
{
	char *path = fake_path("log");
	const char *verb = json_get_str(ask->message.body, "do");
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd >= 0) {
		dprintf(fd, "%s %s %ld\n", ask->role, verb ? verb : "-", (long)getpid());
		close(fd);
	}
	free(path);
}

static struct json *read_clip(const struct ask *ask)
{
	struct buf bytes = {0};
	struct json *clip = NULL;
	if (file_read_fd(ask->message.fds[0], 1 << 20, "clip", &bytes, NULL) == 0 && bytes.len > 8)
		clip = json_parse(bytes.data + 8, bytes.len - 8, 1 << 20, "clip", NULL);
	buf_free(&bytes);
	return clip;
}

static void tell_clip(const struct ask *ask, const struct json *clip)
{
	const char *kind = json_get_str(clip, "kind");
	struct json *body = json_new_object();
	json_set_str(body, "kind", kind ? kind : "video");
	json_set_str(body, "extension", "mp4");
	json_set_num(body, "seconds", json_get_num(clip, "seconds"));
	fake_done(ask, body, -1);
}

static void probe(const struct ask *ask)
{
	struct json *clip = read_clip(ask);
	const char *words = json_get_str(clip, "probe");
	if (words && strcmp(words, "wait") == 0)
		fake_pass_gate();
	else if (words && strcmp(words, "die-once") == 0)
		fake_die_once(ask);
	else if (words && fake_act(ask, words))
		goto out;
	if (clip)
		tell_clip(ask, clip);
	else
		fake_failed(ask, "media", "this is no clip");
out:
	json_free(clip);
}

static void fill(struct picture_cell *cells, int cols, int rows, uint32_t letter, bool coloured)
{
	for (int i = 0; i < cols * rows; i++) {
		bool edge =
			i % cols == 0 || i % cols == cols - 1 || i < cols || i >= cols * (rows - 1);

		cells[i] = (struct picture_cell){edge ? letter : ' ', CELL_DEFAULT, CELL_DEFAULT};
		if (coloured)
			cells[i].bg = letter;
	}
}

/* A memfd with the box asked for, and a body that tells its size. */
static int paint_box(const struct ask *ask, uint32_t number, struct json **body)
{
	const struct json *wish = ask->message.body;
	const char *colours = json_get_str(wish, "colours");
	int cols = (int)json_get_num(wish, "cols"), rows = (int)json_get_num(wish, "rows");
	size_t bytes = (size_t)cols * (size_t)rows * sizeof(struct picture_cell);
	int fd = memfd_create("picture", MFD_CLOEXEC);
	struct picture_cell *cells = calloc(1, bytes);

	fill(cells, cols, rows, 'a' + number % 26, colours && strcmp(colours, "none") != 0);
	file_write_all(fd, cells, bytes, "picture", NULL);
	free(cells);
	*body = json_new_object();
	json_set_num(*body, "cols", cols);
	json_set_num(*body, "rows", rows);
	return fd;
}

static void paint(const struct ask *ask)
{
	struct json *clip = read_clip(ask), *body;

	if (clip) {
		int fd = paint_box(ask, (uint32_t)json_get_num(clip, "seed"), &body);
		fake_done(ask, body, fd);
		close(fd);
	} else {
		fake_failed(ask, "media", "this is no clip");
	}
	json_free(clip);
}

/* Ten frames a second, the letter after the picture's for each. */
static void show_moment(const struct ask *ask, const struct json *clip, double at)
{
	double last = json_get_num(clip, "seconds") * 10 - 1;
	uint32_t frame = (uint32_t)(at * 10 < last ? at * 10 : last);
	struct json *body;
	int fd = paint_box(ask, (uint32_t)json_get_num(clip, "seed") + frame, &body);

	json_set_num(body, "done", frame / 10.0);
	json_set_num(body, "of", json_get_num(clip, "seconds"));
	json_set_num(body, "step", 0.1);
	message_send(FAKE_SOCKET, MESSAGE_PROGRESS, ask->message.id, body, &fd, 1, NULL);
	json_free(body);
	close(fd);
}

static void play(const struct ask *ask)
{
	struct json *clip = read_clip(ask);
	struct message said;
	bool goes_on = clip;

	while (goes_on && message_receive(ask->reader, true, &said, NULL) > 0) {
		goes_on = said.type == MESSAGE_MORE;
		if (goes_on)
			show_moment(ask, clip, json_get_num(said.body, "at"));
		message_clear(&said);
	}
	fake_failed(ask, clip ? "cancelled" : "media", clip ? "cancelled" : "this is no clip");
	json_free(clip);
}

static void serve(const struct ask *ask)
{
	const struct json *body = ask->message.body;
	const char *verb = json_get_str(body, "do"), *words = json_get_str(body, "fake");
	const char *otherwise = getenv("SCENETTY_FAKE_ACT");
	if (!words)
		words = json_get_str(json_get(body, "recipe"), "prompt");
	if (verb && strcmp(verb, "probe") == 0)
		probe(ask);
	else if (verb && strcmp(verb, "picture") == 0)
		paint(ask);
	else if (verb && strcmp(verb, "play") == 0)
		play(ask);
	else if (!fake_act(ask, words) && !fake_act(ask, otherwise))
		fake_failed(ask, "usage", "the fake was told nothing it knows");
}

int main(int argc, char **argv)
{
	struct message_reader reader = {.fd = FAKE_SOCKET};
	struct ask ask = {.role = argc > 1 ? argv[1] : "?", .reader = &reader};
	struct json *ready = json_new_object();
	json_set_str(ready, "role", ask.role);
	message_send(FAKE_SOCKET, MESSAGE_READY, 0, ready, NULL, 0, NULL);
	json_free(ready);
	while (message_receive(&reader, true, &ask.message, NULL) > 0) {
		if (ask.message.type == MESSAGE_REQUEST) {
			note(&ask);
			serve(&ask);
		}
		message_clear(&ask.message);
	}
	message_reader_clear(&reader);
	return 0;
}
