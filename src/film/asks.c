/* SPDX-License-Identifier: MIT
 *
 * The holder's side of asks.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/ask.h"
#include "film/cache.h"
#include "film/film_json.h"
#include "util/mem.h"
#include "util/text.h"

int ask_put(int asks, const char *name, const struct buf *text, struct err *err)
{
	char *temp = xasprintf(".%s.tmp.%ld", name, (long)getpid());
	int result = -1, flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
	int fd = openat(asks, temp, flags, 0666);
	if (fd < 0)
		err_errno(err, "can't write .scenetty/" ASKS_FOLDER);
	else
		result = file_write_all(fd, text->data, text->len, ".scenetty/" ASKS_FOLDER, err);
	if (fd >= 0)
		close(fd);
	if (result == 0 && renameat(asks, temp, asks, name) < 0)
		result = err_errno(err, "can't write .scenetty/" ASKS_FOLDER);
	if (result < 0)
		unlinkat(asks, temp, 0);
	free(temp);
	return result;
}

static void answer(int asks, long pid, const struct err *err)
{
	struct buf text = {0};
	struct json *json = json_new_object();
	char *name = xasprintf("%ld" ANSWER_ENDING, pid);
	if (err) {
		json_set_str(json, "error", err_text(err));
		json_set_str(json, "kind", err_kind_word(err->kind));
	}
	json_print(&text, json);
	ask_put(asks, name, &text, NULL);
	json_free(json);
	buf_free(&text);
	free(name);
}

void asks_answer(struct store *store)
{
	size_t left = 0;
	int asks = store->ask_count ? cache_dir(store->dir, ASKS_FOLDER, NULL) : -1;
	if (asks < 0)
		return;
	for (size_t i = 0; i < store->ask_count; i++) {
		if (store->asks[i].number > store->saved)
			store->asks[left++] = store->asks[i];
		else
			answer(asks, store->asks[i].pid, NULL);
	}
	store->ask_count = left;
	close(asks);
}

/* Does the step; *label (new) is what it is called. */
static int do_step(struct store *store, const struct buf *text, char **label, struct err *err)
{
	struct step step;
	struct json *json = json_parse(buf_str(text), text->len, FILM_BYTES_MAX, "ask", err);
	int result = json ? step_from_json(&step, json, err) : -1;
	if (result == 0) {
		*label = text_clean(step.label ? step.label : "a change", false, 0);
		result = store_apply(store, &step, err);
	}
	json_free(json);
	return result;
}

static void take(struct store *store, int asks, const char *name, long pid,
		 void (*done)(void *arg, const char *label), void *arg)
{
	struct err err = {0};
	struct buf text = {0};
	char *label = NULL;
	int result = file_read(asks, name, FILM_BYTES_MAX, &text, &err);
	if (result == 0)
		result = do_step(store, &text, &label, &err);
	if (unlinkat(asks, name, 0) == 0 && result < 0)
		answer(asks, pid, &err);
	if (result == 0) {
		GROW(store->asks, store->ask_count, store->ask_room);
		store->asks[store->ask_count++] = (struct asked_change){pid, store->number};
		done(arg, label);
	}
	free(label);
	buf_free(&text);
	err_clear(&err);
}

/* The process an ask or an answer is of, 0 for another file. */
static long asker(const char *name, const char *ending)
{
	char *end;
	long pid = strtol(name, &end, 10);
	return end > name && pid > 0 && strcmp(end, ending) == 0 ? pid : 0;
}

static bool is_gone(long pid)
{
	return pid && kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

void asks_take(struct store *store, void (*done)(void *arg, const char *label), void *arg)
{
	int asks = store->is_held ? cache_dir(store->dir, ASKS_FOLDER, NULL) : -1;
	DIR *list = asks >= 0 ? file_list(asks) : NULL;
	for (struct dirent *entry; list && (entry = readdir(list));) {
		const char *name = entry->d_name;
		long pid = asker(name, ASK_ENDING);
		if (pid && !is_gone(pid))
			take(store, asks, name, pid, done, arg);
		else if (is_gone(pid) || is_gone(asker(name, ANSWER_ENDING)))
			unlinkat(asks, name, 0); /* nobody waits any more */
	}
	if (list)
		closedir(list);
	if (asks >= 0)
		close(asks);
}
