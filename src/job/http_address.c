/* SPDX-License-Identifier: MIT */
#include "job/http_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "util/mem.h"

static const struct {
	uint32_t net;
	int bits;
} private_nets[] = {
	{0x00000000, 8},  /* this network */
	{0x0a000000, 8},  /* 10 */
	{0x64400000, 10}, /* 100.64, of carriers */
	{0x7f000000, 8},  /* loopback */
	{0xa9fe0000, 16}, /* 169.254, where clouds tell secrets */
	{0xac100000, 12}, /* 172.16 */
	{0xc0000000, 24}, /* 192.0.0 */
	{0xc0a80000, 16}, /* 192.168 */
	{0xc6120000, 15}, /* 198.18, benchmarks */
	{0xe0000000, 3},  /* multicast and beyond */
};

static bool is_private_v4(uint32_t address)
{
	for (size_t i = 0; i < LENGTH(private_nets); i++)
		if (((address ^ private_nets[i].net) >> (32 - private_nets[i].bits)) == 0)
			return true;
	return false;
}

static uint32_t last_four(const struct in6_addr *address)
{
	uint32_t net;

	memcpy(&net, address->s6_addr + 12, sizeof net);
	return ntohl(net);
}

static bool is_private_v6(const struct in6_addr *address)
{
	static const uint8_t nat64[12] = {0x00, 0x64, 0xff, 0x9b};
	uint32_t inside;

	if (IN6_IS_ADDR_V4MAPPED(address) || IN6_IS_ADDR_V4COMPAT(address) ||
	    memcmp(address->s6_addr, nat64, sizeof nat64) == 0)
		return is_private_v4(last_four(address));
	if (address->s6_addr[0] == 0x20 && address->s6_addr[1] == 0x02) { /* 6to4 */
		memcpy(&inside, address->s6_addr + 2, sizeof inside);
		return is_private_v4(ntohl(inside));
	}
	if (IN6_IS_ADDR_LOOPBACK(address) || IN6_IS_ADDR_UNSPECIFIED(address))
		return true;
	/* fc00::/7, fe80::/9 (with the old site-local ones), ff00::/8 */
	return (address->s6_addr[0] & 0xfe) == 0xfc ||
	       (address->s6_addr[0] == 0xfe && (address->s6_addr[1] & 0x80)) ||
	       address->s6_addr[0] == 0xff;
}

bool address_is_private(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return is_private_v4(ntohl(
			((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr));
	if (address->sa_family == AF_INET6)
		return is_private_v6(
			&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
	return true;
}
