/* SPDX-License-Identifier: MIT
 *
 * The real scenetty-media at the other end of a socket pair. Whatever does not
 * answer within ten seconds fails the test.
 */
#ifndef TESTS_MEDIA_MEDIA_H
#define TESTS_MEDIA_MEDIA_H

#include "tests/unit/check.h"

#include <sys/types.h>

#include "util/json.h"
#include "worker/message.h"

struct media {
	pid_t pid;
	struct message_reader reader;
	uint32_t id; /* of the last request */
	struct message ready;
};

/* Starts it and waits until it says READY. `prepare`, if any, runs in the new
 * process first. */
void media_start(struct media *media, const char *role);
void media_start_after(struct media *media, const char *role, void (*prepare)(void));
/* Sends a request (JSON) with descriptors. */
void media_send(struct media *media, const char *body, const int *fds, int count);
/* The next message of the last request, progress too; the caller clears it. */
void media_next(struct media *media, struct message *out);
/* The end of the last request. */
void media_end(struct media *media, struct message *out);
/* Asks about one file and returns the end. */
void media_ask(struct media *media, const char *body, const char *path, struct message *out);
/* Closes the socket and returns the process's wait status. */
int media_stop(struct media *media);
/* Waits for it to end by itself. */
int media_wait(struct media *media);
/* True if READY named the wall. */
bool media_has_wall(const struct media *media, const char *wall);

/* Open descriptors of the process and its memory at the highest in KiB; -1 where
 * the system doesn't tell. */
int media_fds(const struct media *media);
long media_memory(const struct media *media);

/* Fails unless the message is a DONE, or an ERROR of that kind whose text has
 * those words in it. */
void assert_done(const struct message *message);
void assert_error(const struct message *message, const char *kind, const char *words);

#endif
