/* SPDX-License-Identifier: MIT */
#include "media/clip/box.h"

#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#define BOX_MAX 1000

int box_read(const struct json *body, struct cell_box *box, struct err *err)
{
	const char *colours = json_get_str(body, "colours");
	double cols = json_get_num(body, "cols"), rows = json_get_num(body, "rows");
	double aspect = json_get_num(body, "cell_aspect");
	if (!(cols >= 1 && cols <= BOX_MAX && rows >= 1 && rows <= BOX_MAX))
		return err_set(err, ERR_INVALID, "a picture is 1 to %d columns and rows", BOX_MAX);
	if (isnan(aspect))
		aspect = 0.5;
	if (!(aspect >= 0.1 && aspect <= 10))
		return err_set(err, ERR_INVALID, "cell_aspect is a cell's width by its height");
	*box = (struct cell_box){(int)cols, (int)rows, aspect, CELLS_256};
	return cells_colours_of(colours ? colours : "256", &box->colours, err);
}

void box_fit(struct cell_box *box, double width, double height)
{
	double cols = box->rows * width / height / box->cell_aspect;
	double rows = box->cols * height / width * box->cell_aspect;
	if (cols < box->cols)
		box->cols = cols < 1 ? 1 : (int)lrint(cols);
	else if (rows < box->rows)
		box->rows = rows < 1 ? 1 : (int)lrint(rows);
}

static size_t bytes_of(const struct cell_box *box)
{
	return (size_t)box->cols * (size_t)box->rows * sizeof(struct picture_cell);
}

int box_map(const struct cell_box *box, struct picture_cell **cells, struct err *err)
{
	int fd = memfd_create("picture", MFD_CLOEXEC);
	void *map = MAP_FAILED;
	if (fd >= 0 && ftruncate(fd, (off_t)bytes_of(box)) == 0)
		map = mmap(NULL, bytes_of(box), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED) {
		err_errno(err, "there is no memory for the picture");
		if (fd >= 0)
			close(fd);
		return -1;
	}
	*cells = map;
	return fd;
}

void box_unmap(const struct cell_box *box, struct picture_cell *cells)
{
	munmap(cells, bytes_of(box));
}
