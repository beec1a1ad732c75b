/* SPDX-License-Identifier: MIT
 *
 * Files: read with a cap, saved whole or not at all, and never outside the
 * folder they belong to.
 */
#ifndef UTIL_FILE_H
#define UTIL_FILE_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "util/buf.h"
#include "util/err.h"

/* Reads all of the open regular file from its start; more than `limit` bytes is
 * an error. `name` is for messages. */
int file_read_fd(int fd, size_t limit, const char *name, struct buf *out, struct err *err);
int file_read(int dir, const char *name, size_t limit, struct buf *out, struct err *err);

/* Saves `bytes` as `name` in the folder `dir` so that at any moment, power loss
 * included, the old file or the new one is there, whole: a temp file beside it
 * (".NAME.tmp.PID"), fsync, rename, fsync of the folder. On failure the old file
 * stands and the temp file is gone. A symbolic link at `name` is refused. */
int file_save(int dir, const char *name, const void *data, size_t bytes, struct err *err);
/* The first half of the above: writes the temp file. Returns its descriptor, and in
 * *temp its name (new). On failure it is gone. */
int file_save_temp(int dir, const char *name, const void *data, size_t bytes, char **temp,
		   struct err *err);
/* The last half of the above for a temp file somebody wrote: fsync of fd,
 * rename, fsync of the folder. Does not close fd. */
int file_publish(int dir, int fd, const char *temp, const char *name, struct err *err);
/* Tells cheaply whether a file is still the one it was. Zeroed: no file at all. */
struct file_stamp {
	dev_t device;
	ino_t inode;
	off_t bytes;
	struct timespec modified, changed;
	bool is_young; /* changed just before: what changes it next may leave the same times */
};
void file_stamp(int fd, struct file_stamp *out);
bool file_stamp_fits(const struct file_stamp *stamp, int dir, const char *name);
/* Removes the temp files (and folders) of dead processes in the folder: those of the file `name`,
 * or of all when it is NULL, as befits a folder that is ours alone. */
void file_sweep_temps(int dir, const char *name);

/* Lists an open folder from its beginning; closedir. NULL with errno if it can't. */
DIR *file_list(int dir);
/* Removes a file, or a folder with all that is in it; links are not followed. */
void file_remove_tree(int dir, const char *name);
/* Opens a relative path below dir; no component may lead outside or be a
 * symbolic link (openat2 RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS). Only regular
 * files and folders; a FIFO or device is refused without being waited on.
 * Returns the descriptor (close-on-exec). */
int file_open_beneath(int dir, const char *path, int flags, mode_t mode, struct err *err);
/* True if the path is relative, without "..", empty parts or controls. */
bool file_is_inside(const char *path);

/* Makes the folder (one level, 0777 & ~umask) unless it is there; returns it
 * open (O_PATH is not set: it may be fsynced). */
int file_make_dir(int dir, const char *name, struct err *err);
/* Makes all of an absolute path, 0700 for what is new. */
int file_make_path(const char *path, struct err *err);
/* Writes all of it. */
int file_write_all(int fd, const void *data, size_t bytes, const char *name, struct err *err);

/* $XDG_STATE_HOME/scenetty and so on, there or not; NULL if the environment names
 * no place. Returns new. */
char *file_state_home(void);
char *file_config_home(void);
char *file_cache_home(void);
/* Appends what the file of that name in file_state_home holds; -1 if it can't be read or is
 * larger. */
int file_read_state(const char *name, size_t limit, struct buf *out);
/* Our own data: $SCENETTY_DATA, else beside the program where it was built, else where
 * it is installed. Returns new. */
char *file_data_home(void);

/* SHA-256 in lower-case hex, 64 characters and a NUL. */
#define DIGEST_SIZE 65
void digest_bytes(const void *data, size_t bytes, char out[DIGEST_SIZE]);
int digest_fd(int fd, const char *name, char out[DIGEST_SIZE], struct err *err);

#endif
