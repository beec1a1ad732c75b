/* SPDX-License-Identifier: MIT */
#include "ui/term_cell.h"

#include "util/mem.h"

#define REPLACEMENT 0xfffd
#define WIDE_QUESTION_MARK 0xff1f

/* What stands for what in a console's font of 256 or 512 shapes. */
static const uint32_t console_signs[][2] = {
	{0x256d, 0x250c}, {0x256e, 0x2510}, {0x256f, 0x2518}, {0x2570, 0x2514}, {0x2503, 0x2588},
	{0x2501, 0x2500}, {0x258f, 0x258c}, {0x258e, 0x258c}, {0x258d, 0x258c}, {0x258b, 0x258c},
	{0x258a, 0x2588}, {0x2589, 0x2588}, {0x25cf, 0x2022}, {0x25cb, 'o'},    {0x25d0, 'o'},
	{0x2713, 0x221a}, {0x2717, 'x'},    {0x2026, 0x00b7},
};

static uint32_t console_sign(uint32_t point)
{
	for (size_t i = 0; i < LENGTH(console_signs); i++)
		if (console_signs[i][0] == point)
			return console_signs[i][1];
	return point;
}

void term_cell_text(const uint32_t points[CELL_POINTS], bool wide, bool console,
		    wchar_t out[CELL_POINTS + 1])
{
	int count = 1;
	out[0] = (wchar_t)(console ? console_sign(points[0]) : points[0]);
	if (wcwidth(out[0]) != (wide ? 2 : 1)) {
		out[0] = wide ? WIDE_QUESTION_MARK : REPLACEMENT;
		if (wcwidth(out[0]) != (wide ? 2 : 1))
			out[0] = L'?';
	}
	for (int i = 1; i < CELL_POINTS && points[i]; i++)
		if (wcwidth((wchar_t)points[i]) == 0)
			out[count++] = (wchar_t)points[i];
	out[count] = L'\0';
}
