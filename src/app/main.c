/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "app/cli.h"
#include "job/key.h"

/* Descriptors 0 to 2 are open, so that no file of ours becomes one of them. What
 * was closed can't be written to, as before. */
static void hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", O_RDONLY);
}

int main(int argc, char **argv)
{
	key_hide();
	hold_standard_descriptors();
	setlocale(LC_CTYPE, "");
	/* A reader that has gone is an error of the write. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is told like a full disk */
	return cli_run(argc, argv);
}
