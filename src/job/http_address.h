/* SPDX-License-Identifier: MIT
 *
 * Which addresses nobody on the outside may send us to.
 */
#ifndef JOB_HTTP_ADDRESS_H
#define JOB_HTTP_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* Private, loopback, link-local, multicast, unspecified (RFC 6890, 4193, 6598), also
 * inside of IPv6; other families too. */
bool address_is_private(const struct sockaddr *address);

#endif
