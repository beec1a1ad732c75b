/* SPDX-License-Identifier: MIT
 *
 * What a theme file says, for look.c. All others use ui/look.h.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "ui/look.h"

/* Lines for any number of colours, and for so many alone. */
enum section { SECTION_ALL, SECTION_256, SECTION_16, SECTION_NONE, SECTIONS };

struct rule {
	bool is_set;
	uint32_t fg, bg; /* LOOK_BELOW: not said */
	uint16_t attrs;
};

struct theme {
	bool is_light;
	struct rule rules[SECTIONS][ROLES];
};

#endif
