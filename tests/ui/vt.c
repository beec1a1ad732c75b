/* SPDX-License-Identifier: MIT */
#include "tests/ui/vt.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "util/mem.h"
#include "util/text.h"

#define NUMBERS 16
#define MODE_MAX 4096
#define SEQUENCE_MAX 4096

struct vt {
	int cols, rows, col, row, top, bottom; /* top and bottom: what scrolls */
	bool wraps;                            /* the next character begins a line */
	int saved_col, saved_row;
	uint32_t last;   /* what REP repeats */
	uint32_t *cells; /* 0: right half of a wide one */
	char modes[MODE_MAX];
	char *title;
	struct buf pending; /* bytes of what is not whole yet */
	size_t unknown;
};

static uint32_t *at(const struct vt *vt, int col, int row)
{
	return &vt->cells[row * vt->cols + col];
}

static void blank(struct vt *vt, int col, int row, int count)
{
	for (int i = 0; i < count && col + i < vt->cols; i++)
		*at(vt, col + i, row) = ' ';
}

struct vt *vt_new(int cols, int rows)
{
	struct vt *vt = xcalloc(1, sizeof *vt);
	vt->title = xstrdup("");
	vt->modes[25] = 1;
	vt_resize(vt, cols, rows);
	return vt;
}

void vt_free(struct vt *vt)
{
	free(vt->cells);
	free(vt->title);
	buf_free(&vt->pending);
	free(vt);
}

void vt_resize(struct vt *vt, int cols, int rows)
{
	struct vt old = *vt;
	vt->cells = xcalloc((size_t)cols * (size_t)rows, sizeof *vt->cells);
	vt->cols = cols;
	vt->rows = rows;
	vt->top = 0;
	vt->bottom = rows - 1;
	for (int row = 0; row < rows; row++) {
		blank(vt, 0, row, cols);
		for (int col = 0; row < old.rows && col < cols && col < old.cols; col++)
			*at(vt, col, row) = *at(&old, col, row);
	}
	vt->col = vt->col < cols ? vt->col : cols - 1;
	vt->row = vt->row < rows ? vt->row : rows - 1;
	free(old.cells);
}

/* Moves the lines from `top` to the region's end up (or down) by one. */
static void scroll(struct vt *vt, int top, bool up)
{
	size_t line = (size_t)vt->cols * sizeof *vt->cells;
	size_t lines = (size_t)(vt->bottom - top) * line;
	if (up)
		memmove(at(vt, 0, top), at(vt, 0, top + 1), lines);
	else
		memmove(at(vt, 0, top + 1), at(vt, 0, top), lines);
	blank(vt, 0, up ? vt->bottom : top, vt->cols);
}

static void line_feed(struct vt *vt)
{
	if (vt->row == vt->bottom)
		scroll(vt, vt->top, true);
	else if (vt->row < vt->rows - 1)
		vt->row++;
}

static void put(struct vt *vt, uint32_t point)
{
	int width = wcwidth((wchar_t)point);
	if (width <= 0)
		return;
	if (vt->wraps || vt->col + width > vt->cols) {
		vt->col = 0;
		line_feed(vt);
	}
	vt->wraps = false;
	*at(vt, vt->col, vt->row) = point;
	if (width == 2)
		*at(vt, vt->col + 1, vt->row) = 0;
	vt->last = point;
	vt->col += width;
	if (vt->col >= vt->cols) {
		vt->col = vt->cols - 1;
		vt->wraps = true;
	}
}

static void go(struct vt *vt, int col, int row)
{
	vt->col = col < 0 ? 0 : col < vt->cols ? col : vt->cols - 1;
	vt->row = row < 0 ? 0 : row < vt->rows ? row : vt->rows - 1;
	vt->wraps = false;
}

static void save(struct vt *vt)
{
	vt->saved_col = vt->col;
	vt->saved_row = vt->row;
}

static void erase_lines(struct vt *vt, int from, int to)
{
	for (int row = from; row < to; row++)
		blank(vt, 0, row, vt->cols);
}

static void erase(struct vt *vt, char what, int how)
{
	if (how == 0)
		blank(vt, vt->col, vt->row, vt->cols);
	else
		blank(vt, 0, vt->row, how == 1 ? vt->col + 1 : vt->cols);
	if (what == 'J' && how != 1)
		erase_lines(vt, how == 2 ? 0 : vt->row + 1, vt->rows);
	if (what == 'J' && how != 0)
		erase_lines(vt, 0, vt->row);
}

/* Inserts blanks at the cursor, or takes cells out there. */
static void shift(struct vt *vt, int count, bool in)
{
	int rest = vt->cols - vt->col - count;
	uint32_t *here = at(vt, vt->col, vt->row);
	if (rest < 0)
		rest = 0;
	count = vt->cols - vt->col - rest;
	if (in)
		memmove(here + count, here, (size_t)rest * sizeof *here);
	else
		memmove(here, here + count, (size_t)rest * sizeof *here);
	blank(vt, in ? vt->col : vt->col + rest, vt->row, count);
}

struct numbers {
	int at[NUMBERS];
	int count;
};

static struct numbers numbers_of(const char *body)
{
	struct numbers numbers = {.count = 1};
	for (; *body && *body < '@'; body++)
		if (*body == ';' && numbers.count < NUMBERS)
			numbers.count++;
		else if (*body >= '0' && *body <= '9')
			numbers.at[numbers.count - 1] =
				numbers.at[numbers.count - 1] * 10 + *body - '0';
	return numbers;
}

static void set_modes(struct vt *vt, const struct numbers *numbers, bool on)
{
	for (int i = 0; i < numbers->count; i++)
		if (numbers->at[i] > 0 && numbers->at[i] < MODE_MAX)
			vt->modes[numbers->at[i]] = on;
	if (numbers->at[0] != 1049)
		return;
	erase_lines(vt, 0, vt->rows);
	if (on)
		save(vt);
	else
		go(vt, vt->saved_col, vt->saved_row);
}

/* What moves the cursor; false for another. */
static bool motion(struct vt *vt, char final, int n, int second)
{
	int one = n ? n : 1;
	switch (final) {
	case 'A':
		go(vt, vt->col, vt->row - one);
		return true;
	case 'B':
		go(vt, vt->col, vt->row + one);
		return true;
	case 'C':
		go(vt, vt->col + one, vt->row);
		return true;
	case 'D':
		go(vt, vt->col - one, vt->row);
		return true;
	case 'G':
		go(vt, one - 1, vt->row);
		return true;
	case 'd':
		go(vt, vt->col, one - 1);
		return true;
	case 'H':
	case 'f':
		go(vt, (second ? second : 1) - 1, one - 1);
		return true;
	case 'Z':
		go(vt, (vt->col - 1) / 8 * 8, vt->row);
		return true;
	default:
		return false;
	}
}

static void repeat(struct vt *vt, char final, int times)
{
	for (int i = 0; i < times; i++)
		switch (final) {
		case 'b':
			put(vt, vt->last);
			break;
		case 'L':
			scroll(vt, vt->row, false);
			break;
		case 'M':
			scroll(vt, vt->row, true);
			break;
		case 'S':
			scroll(vt, vt->top, true);
			break;
		default:
			scroll(vt, vt->top, false);
		}
}

static void csi(struct vt *vt, const char *body)
{
	struct numbers numbers = numbers_of(body);
	char final = body[strlen(body) - 1];
	int n = numbers.at[0];
	if (*body == '?' && (final == 'h' || final == 'l'))
		set_modes(vt, &numbers, final == 'h');
	else if (motion(vt, final, n, numbers.at[1]) || strchr("mhlt", final) || *body == '?')
		return;
	else if (final == 'J' || final == 'K')
		erase(vt, final, n);
	else if (final == 'X')
		blank(vt, vt->col, vt->row, n ? n : 1);
	else if (final == '@' || final == 'P')
		shift(vt, n ? n : 1, final == '@');
	else if (strchr("bLMST", final))
		repeat(vt, final, n ? n : 1);
	else if (final == 'r') {
		vt->top = n ? n - 1 : 0;
		vt->bottom = numbers.at[1] ? numbers.at[1] - 1 : vt->rows - 1;
		go(vt, 0, 0);
	} else
		vt->unknown += strlen(body) + 2;
}

static void osc(struct vt *vt, const char *body)
{
	if ((*body == '0' || *body == '2') && body[1] == ';') {
		free(vt->title);
		vt->title = xstrdup(body + 2);
		vt->title[strcspn(vt->title, "\a\033")] = '\0';
	}
}

static void plain_escape(struct vt *vt, char c)
{
	if (c == '7')
		save(vt);
	else if (c == '8')
		go(vt, vt->saved_col, vt->saved_row);
	else if (c == 'M' && vt->row == vt->top)
		scroll(vt, vt->top, false);
	else if (c == 'M')
		go(vt, vt->col, vt->row - 1);
	else if (!strchr("=>c", c))
		vt->unknown += 2;
}

/* An escape sequence at the pending bytes' start: true if it is whole. */
static bool escape(struct vt *vt, const char *bytes, size_t count)
{
	char last = bytes[count - 1];
	if (count < 2)
		return false;
	switch (bytes[1]) {
	case '[':
		if (count < 3 || last < '@')
			return false;
		csi(vt, bytes + 2);
		return true;
	case ']':
	case 'P':
	case '_':
		if (last != '\a' && !(last == '\\' && bytes[count - 2] == '\033'))
			return count > SEQUENCE_MAX;
		osc(vt, bytes + 2);
		return true;
	case '(':
	case ')':
		return count == 3;
	default:
		plain_escape(vt, bytes[1]);
		return true;
	}
}

static void control(struct vt *vt, char c)
{
	if (c == '\r')
		go(vt, 0, vt->row);
	else if (c == '\n')
		line_feed(vt);
	else if (c == '\b')
		go(vt, vt->col - 1, vt->row);
	else if (c == '\t')
		go(vt, (vt->col + 8) / 8 * 8, vt->row);
}

static void take(struct vt *vt, char c)
{
	uint32_t point;
	buf_add_char(&vt->pending, c);
	if (*vt->pending.data == '\033') {
		if (escape(vt, vt->pending.data, vt->pending.len))
			buf_clear(&vt->pending);
		return;
	}
	unsigned char first = (unsigned char)*vt->pending.data;
	size_t whole = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if (vt->pending.len < whole)
		return;
	if (first < 0x20)
		control(vt, (char)first);
	else if (text_next(vt->pending.data, &point))
		put(vt, point);
	buf_clear(&vt->pending);
}

void vt_feed(struct vt *vt, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		take(vt, bytes[i]);
}

void vt_text(const struct vt *vt, struct buf *out)
{
	char bytes[4];
	for (int row = 0; row < vt->rows; row++) {
		for (int col = 0; col < vt->cols; col++)
			if (*at(vt, col, row))
				buf_add(out, bytes, text_put(bytes, *at(vt, col, row)));
		while (out->len && out->data[out->len - 1] == ' ')
			out->data[--out->len] = '\0';
		buf_add_char(out, '\n');
	}
}

void vt_modes(const struct vt *vt, struct buf *out)
{
	for (int mode = 0; mode < MODE_MAX; mode++)
		if (vt->modes[mode])
			buf_addf(out, "%s%d", out->len ? " " : "", mode);
}

const char *vt_title(const struct vt *vt)
{
	return vt->title;
}

size_t vt_unknown(const struct vt *vt)
{
	return vt->unknown;
}
