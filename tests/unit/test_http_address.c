/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>

#include "check.h"
#include "job/http_address.h"

static void test_address(void **state)
{
	static const struct {
		const char *address;
		bool is_private;
	} rows[] = {
		{"127.0.0.1", true},
		{"10.1.2.3", true},
		{"172.16.0.1", true},
		{"172.32.0.1", false},
		{"192.168.1.1", true},
		{"169.254.169.254", true},
		{"100.64.0.1", true},
		{"8.8.8.8", false},
		{"0.0.0.0", true},
		{"224.0.0.1", true},
		{"::1", true},
		{"fe80::1", true},
		{"fd00::1", true},
		{"::ffff:127.0.0.1", true},
		{"2002:7f00:1::", true},
		{"2001:4860::1", false},
		{"64:ff9b::a00:1", true},
		{"ff02::1", true},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct sockaddr_in6 six = {.sin6_family = AF_INET6};
		struct sockaddr_in four = {.sin_family = AF_INET};
		bool old = inet_pton(AF_INET, rows[i].address, &four.sin_addr) == 1;

		if (!old)
			assert_int_equal(inet_pton(AF_INET6, rows[i].address, &six.sin6_addr), 1);
		if (address_is_private(old ? (void *)&four : (void *)&six) != rows[i].is_private)
			fail_msg("%s", rows[i].address);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_address)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
