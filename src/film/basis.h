/* SPDX-License-Identifier: MIT
 *
 * A quick number for what an intent is made from: as long as it is the same, so is
 * the intent (recipe.h), which costs some thirty times as much. Two films' numbers
 * have nothing to do with each other, and none is ever stored.
 */
#ifndef FILM_BASIS_H
#define FILM_BASIS_H

#include <stdint.h>

#include "film/film.h"

/* What all scenes share: the film's members and its cast. */
uint64_t film_basis(const struct film *film);
/* What is the scene's own, the takes it starts and ends with included. */
uint64_t scene_basis(const struct film *film, const struct scene *scene);

#endif
