/* SPDX-License-Identifier: MIT
 *
 * The command line: scenetty [-C FILM] COMMAND [ARGS], or scenetty FILM.
 */
#ifndef APP_CLI_H
#define APP_CLI_H

/* Returns the program's exit code. */
int cli_run(int argc, char *const *argv);

#endif
