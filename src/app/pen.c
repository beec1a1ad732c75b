/* SPDX-License-Identifier: MIT */
#include "app/pen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define TEXT_BYTES_MAX (1u << 20)

static const char *setting(const char *first, const char *second, const char *otherwise)
{
	const char *value = getenv(first);

	if (!value || !*value)
		value = getenv(second);
	return value && *value ? value : otherwise;
}

/* Returns new: the name of the temp file, open in *fd; NULL on failure. */
static char *make_file(const char *text, int *fd, struct err *err)
{
	char *name =
		xasprintf("%s/scenetty-XXXXXX.txt", setting("XDG_RUNTIME_DIR", "TMPDIR", "/tmp"));
	bool ends = *text && text[strlen(text) - 1] == '\n';

	*fd = mkostemps(name, 4, O_CLOEXEC);
	if (*fd < 0) {
		err_errno(err, "can't make the file for the editor, %s", name);
		free(name);
		return NULL;
	}
	if (file_write_all(*fd, text, strlen(text), name, err) == 0 &&
	    (ends || !*text || file_write_all(*fd, "\n", 1, name, err) == 0))
		return name;
	close(*fd);
	unlink(name);
	free(name);
	return NULL;
}

/* Editors are named with their options: a shell reads them. */
static _Noreturn void become_editor(const char *name)
{
	const char *editor = setting("VISUAL", "EDITOR", "vi");
	char *line = xasprintf("%s \"$1\"", editor);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	execl("/bin/sh", "sh", "-c", line, "sh", name, (char *)NULL);
	_exit(127);
}

static int run_editor(const char *name, struct err *err)
{
	pid_t pid = fork();
	int status;

	if (pid < 0)
		return err_errno(err, "can't start the editor");
	if (pid == 0)
		become_editor(name);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_errno(err, "the editor was lost");
	if (WIFSIGNALED(status))
		return err_set(err, ERR_IO,
			       "the editor was ended by signal %d; the text is as it was",
			       WTERMSIG(status));
	if (WEXITSTATUS(status) == 127)
		return err_set(err, ERR_NOT_FOUND,
			       "there is no editor “%s”; set EDITOR to one that is installed",
			       setting("VISUAL", "EDITOR", "vi"));
	if (WEXITSTATUS(status))
		return err_set(err, ERR_CANCELLED,
			       "the editor ended with status %d; the text is as it was",
			       WEXITSTATUS(status));
	return 0;
}

/* Reads it by name: editors put a new file in the old one's place. */
static int take_back(const char *name, char **text, struct err *err)
{
	struct buf now = {0};
	bool ended = **text && (*text)[strlen(*text) - 1] == '\n';

	if (file_read(AT_FDCWD, name, TEXT_BYTES_MAX, &now, err) < 0)
		return -1;
	if (strlen(buf_str(&now)) != now.len || !text_is_utf8(buf_str(&now), now.len)) {
		buf_free(&now);
		return err_set(err, ERR_INVALID,
			       "what the editor left is no UTF-8 text; the text is as it was");
	}
	/* The last line's end is the file's. */
	while (!ended && now.len && now.data[now.len - 1] == '\n')
		now.data[--now.len] = '\0';
	free(*text);
	*text = now.data ? buf_take(&now) : xstrdup("");
	return 0;
}

int pen_edit(char **text, struct err *err)
{
	int fd, result;
	char *name = make_file(*text, &fd, err);

	if (!name)
		return -1;
	close(fd);
	result = run_editor(name, err);
	if (result == 0)
		result = take_back(name, text, err);
	unlink(name);
	free(name);
	return result;
}
