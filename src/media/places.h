/* SPDX-License-Identifier: MIT
 *
 * The folders the drawing process reads: our own data, CLDR, the user's words,
 * fonts.
 */
#ifndef MEDIA_PLACES_H
#define MEDIA_PLACES_H

/* Each returns new. */
char *places_cldr(void);  /* $SCENETTY_CLDR, else as configured */
char *places_words(void); /* the user's own lexicon; need not be there */

/* Loads fontconfig, which may write its cache now and not later. Returns new: all
 * folders that drawing reads, NULL at the end. */
char **places_readable(void);
void places_free(char **places);

#endif
