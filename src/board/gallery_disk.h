/* SPDX-License-Identifier: MIT
 *
 * Pictures on the disk: .scenetty/pictures/DIGEST, the digest of the clip as it stands
 * (path, size, time) and of how it was drawn. What can't be written is not kept.
 */
#ifndef BOARD_GALLERY_DISK_H
#define BOARD_GALLERY_DISK_H

#include "board/gallery.h"

struct gallery_disk;

/* The store is borrowed. */
struct gallery_disk *gallery_disk_new(struct store *store);
/* If it has written, it removes what was used longest ago beyond what may stay. */
void gallery_disk_free(struct gallery_disk *disk);
/* Returns new; NULL when there is no such clip. */
char *gallery_disk_name(struct gallery_disk *disk, const struct frame_wish *wish,
			const char *colours);
/* False if it is not there, or spoilt. */
bool gallery_disk_read(struct gallery_disk *disk, const char *name, int cols, int rows,
		       struct picture *out);
void gallery_disk_write(struct gallery_disk *disk, const char *name, const struct picture *picture);

#endif
