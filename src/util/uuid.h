/* SPDX-License-Identifier: MIT
 *
 * Names that nobody else gives: random UUIDs (RFC 9562, version 4).
 */
#ifndef UTIL_UUID_H
#define UTIL_UUID_H

#define UUID_SIZE 37
/* "0b5c3a9e-…", lower case. */
void uuid_text(char out[UUID_SIZE]);

#endif
