/* SPDX-License-Identifier: MIT */
#include "fake_acts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

char *fake_path(const char *name)
{
	const char *home = getenv("SCENETTY_FAKE");
	return xasprintf("%s/%s", home ? home : "/nonexistent", name);
}

static void progress(const struct ask *ask, double done, double of)
{
	struct json *body = json_new_object();
	json_set_num(body, "done", done);
	json_set_num(body, "of", of);
	message_send(FAKE_SOCKET, MESSAGE_PROGRESS, ask->message.id, body, NULL, 0, NULL);
	json_free(body);
}

void fake_done(const struct ask *ask, struct json *body, int fd)
{
	json_set_num(body, "pid", getpid());
	json_set_num(body, "nice", getpriority(PRIO_PROCESS, 0));
	message_send(FAKE_SOCKET, MESSAGE_DONE, ask->message.id, body, &fd, fd >= 0, NULL);
	json_free(body);
}

void fake_failed(const struct ask *ask, const char *kind, const char *text)
{
	struct json *body = json_new_object();
	json_set_str(body, "kind", kind);
	json_set_str(body, "text", text);
	message_send(FAKE_SOCKET, MESSAGE_ERROR, ask->message.id, body, NULL, 0, NULL);
	json_free(body);
}

static double rate_of(const struct json *body)
{
	struct json *num = json_first(json_get(body, "rate"));
	return json_num(num) / json_num(json_next(num));
}

static double frames_asked(const struct json *body)
{
	return (double)(long)(json_get_num(body, "seconds") * rate_of(body) + 0.5);
}

/* A clip of so many frames. */
static void write_clip(const struct ask *ask, double frames)
{
	const struct json *body = ask->message.body;
	const char *prompt = json_get_str(json_get(body, "recipe"), "prompt");
	const char *second = prompt ? strchr(prompt, ' ') : NULL;
	struct json *clip = json_new_object();
	json_set_num(clip, "seconds", frames / rate_of(body));
	json_set_num(clip, "seed", json_get_num(body, "seed"));
	json_set_str(clip, "probe", second ? second + 1 : NULL);
	char *text = json_text(clip);
	dprintf(ask->message.fds[0], "%c%c%c\030ftyp%s\n", 0, 0, 0, text);
	free(text);
	json_free(clip);
}

static void drawn(const struct ask *ask, double frames)
{
	struct json *body = json_new_object(), *stage = json_new_array();
	struct json *thing = json_new_object();
	json_set_str(thing, "word", "kitten");
	json_set_str(thing, "pictogram", "🐱");
	json_push(stage, thing);
	json_set(body, "stage", stage);
	json_set_num(body, "frames", frames);
	json_set_num(body, "seconds", json_get_num(ask->message.body, "seconds"));
	progress(ask, frames, frames);
	fake_done(ask, body, -1);
}

/* What it may be told to do. */

static void ok(const struct ask *ask)
{
	double frames = frames_asked(ask->message.body);
	write_clip(ask, frames);
	drawn(ask, frames);
}

/* One frame less than was asked for, in the clip as in the answer. */
static void one_less(const struct ask *ask)
{
	double frames = frames_asked(ask->message.body) - 1;
	write_clip(ask, frames);
	drawn(ask, frames);
}

static void boast(const struct ask *ask)
{
	double frames = frames_asked(ask->message.body);
	write_clip(ask, frames - 1);
	drawn(ask, frames);
}

static void leave_empty(const struct ask *ask)
{
	drawn(ask, frames_asked(ask->message.body));
}

static void write_page(const struct ask *ask)
{
	dprintf(ask->message.fds[0], "<html>This is no clip.</html>\n");
	drawn(ask, frames_asked(ask->message.body));
}

static void die(const struct ask *ask)
{
	progress(ask, 1, 9);
	raise(SIGKILL);
}

void fake_die_once(const struct ask *ask)
{
	char *path = fake_path("died");
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	free(path);
	if (fd >= 0)
		die(ask);
}

static void die_once(const struct ask *ask)
{
	fake_die_once(ask);
	ok(ask);
}

static void hang(const struct ask *ask)
{
	progress(ask, 1, 9);
	for (;;)
		pause();
}

static void babble(const struct ask *ask)
{
	static const char noise[64] = "Lorem ipsum dolor sit amet, consectetur adipiscing elit";
	file_write_all(FAKE_SOCKET, noise, sizeof noise, "socket", NULL);
	hang(ask);
}

/* A message of another protocol, of too many bytes, of a body that is no JSON. */
static void send_header(uint16_t version, uint32_t id, uint32_t bytes)
{
	struct message_header header = {version, MESSAGE_DONE, id, bytes, 0};
	file_write_all(FAKE_SOCKET, &header, sizeof header, "socket", NULL);
}

static void speak_newer(const struct ask *ask)
{
	send_header(MESSAGE_VERSION + 1, ask->message.id, 0);
}

static void send_too_much(const struct ask *ask)
{
	send_header(MESSAGE_VERSION, ask->message.id, MESSAGE_BODY_MAX + 1);
}

static void send_nonsense(const struct ask *ask)
{
	send_header(MESSAGE_VERSION, ask->message.id, 4);
	file_write_all(FAKE_SOCKET, "{\"a\"", 4, "socket", NULL);
}

/* Answers to requests nobody made. */
static void answer_others(const struct ask *ask)
{
	struct ask other = *ask;
	for (int i = 1; i < 9; i++) {
		other.message.id = ask->message.id + (uint32_t)i;
		fake_done(&other, json_new_object(), -1);
	}
	fake_done(ask, json_new_object(), -1);
}

static void refuse(const struct ask *ask)
{
	fake_failed(ask, "media", "no font here has a picture for 🦥");
}

static void no_room(const struct ask *ask)
{
	fake_failed(ask, "io", "can't write the clip: No space left on device");
}

/* Goes on telling how far it is, whatever it hears. */
static void chatter(const struct ask *ask)
{
	for (double i = 0;; i++) {
		progress(ask, i, i + 1);
		usleep(2000);
	}
}

/* More than anybody can listen to. */
static void flood(const struct ask *ask)
{
	for (;;)
		progress(ask, 1, 9);
}

static void swear(const struct ask *ask)
{
	fake_failed(ask, "media", "bad \033[31mclip\u202e");
}

/* Works until it is told to stop, as it should. */
static void obey(const struct ask *ask)
{
	struct message message;
	progress(ask, 1, 9);
	while (message_receive(ask->reader, true, &message, NULL) > 0) {
		bool stop = message.type == MESSAGE_CANCEL && message.id == ask->message.id;
		message_clear(&message);
		if (stop) {
			fake_failed(ask, "cancelled", "stopped on request");
			return;
		}
	}
	exit(0);
}

void fake_pass_gate(void)
{
	char *path = fake_path("gate"), byte;
	int fd = open(path, O_RDWR | O_CLOEXEC);
	free(path);
	if (fd < 0 || read(fd, &byte, 1) != 1)
		exit(3);
	close(fd);
}

static void wait_at_gate(const struct ask *ask)
{
	progress(ask, 1, 9);
	fake_pass_gate();
	if (ask->message.fd_count)
		ok(ask);
	else
		fake_done(ask, json_new_object(), -1);
}

/* Waits before it says a word. */
static void wait_silently(const struct ask *ask)
{
	fake_pass_gate();
	ok(ask);
}

/* Gives back, in a memfd, the bytes of the descriptors it got and of those of as
 * many MORE as "parts" says. */
static void echo(const struct ask *ask)
{
	int out = memfd_create("echo", MFD_CLOEXEC);
	double parts = json_get_num(ask->message.body, "parts");
	struct json *body = json_new_object(), *names = json_new_array();
	struct message message = {0};
	progress(ask, 0, 1);
	for (double i = 0; i <= (parts > 0 ? parts : 0); i++) {
		struct buf bytes = {0};
		if (i > 0 && message_receive(ask->reader, true, &message, NULL) <= 0)
			exit(4);
		const struct message *from = i > 0 ? &message : &ask->message;
		for (int f = 0; f < from->fd_count; f++)
			file_read_fd(from->fds[f], 1 << 20, "echo", &bytes, NULL);
		file_write_all(out, buf_str(&bytes), bytes.len, "echo", NULL);
		if (i > 0)
			json_push(names, json_new_str(json_get_str(message.body, "name")));
		buf_free(&bytes);
		message_clear(&message);
	}
	json_set(body, "names", names);
	fake_done(ask, body, out);
	close(out);
}

static void tell_environment(const struct ask *ask)
{
	struct json *body = json_new_object();
	const char *name = json_get_str(ask->message.body, "name");
	json_set_str(body, "value", getenv(name));
	fake_done(ask, body, -1);
}

static const struct {
	const char *word;
	void (*act)(const struct ask *ask);
} acts[] = {
	{"ok", ok},
	{"one-less", one_less},
	{"boast", boast},
	{"empty", leave_empty},
	{"page", write_page},
	{"die", die},
	{"die-once", die_once},
	{"hang", hang},
	{"babble", babble},
	{"newer", speak_newer},
	{"too-much", send_too_much},
	{"nonsense", send_nonsense},
	{"others", answer_others},
	{"refuse", refuse},
	{"no-room", no_room},
	{"chatter", chatter},
	{"flood", flood},
	{"swear", swear},
	{"obey", obey},
	{"wait", wait_at_gate},
	{"wait-silently", wait_silently},
	{"echo", echo},
	{"environment", tell_environment},
};

bool fake_act(const struct ask *ask, const char *words)
{
	size_t length = words ? strcspn(words, " ") : 0;
	for (size_t i = 0; i < LENGTH(acts); i++)
		if (strlen(acts[i].word) == length && memcmp(acts[i].word, words, length) == 0) {
			acts[i].act(ask);
			return true;
		}
	return false;
}
