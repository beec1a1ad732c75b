/* SPDX-License-Identifier: MIT */
#include "util/clock.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t clock_now(void)
{
	const char *fixed = getenv("SCENETTY_NOW");
	if (fixed && *fixed)
		return strtoll(fixed, NULL, 10);
	return time(NULL);
}

int64_t clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_text(int64_t seconds, char out[CLOCK_TEXT_SIZE])
{
	time_t time = seconds;
	struct tm parts;
	if (!gmtime_r(&time, &parts))
		parts = (struct tm){.tm_year = 70, .tm_mday = 1};
	strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

static struct tm local_parts(int64_t seconds)
{
	time_t time = seconds;
	struct tm parts;
	tzset(); /* localtime_r need not */
	if (!localtime_r(&time, &parts))
		parts = (struct tm){.tm_year = 70, .tm_mday = 1};
	return parts;
}

void clock_minute(int64_t seconds, char out[CLOCK_TEXT_SIZE])
{
	struct tm parts = local_parts(seconds);
	strftime(out, CLOCK_TEXT_SIZE, "%H:%M", &parts);
}

void clock_day(int64_t seconds, char out[CLOCK_TEXT_SIZE])
{
	clock_day_before(seconds, 0, out);
}

void clock_day_before(int64_t seconds, int days, char out[CLOCK_TEXT_SIZE])
{
	struct tm parts = local_parts(seconds);
	parts.tm_hour = 12; /* at noon no change of the clocks makes it another day */
	parts.tm_mday -= days;
	mktime(&parts);
	strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%d", &parts);
}

bool clock_is_day(const char *text)
{
	struct tm parts = {.tm_hour = 12};
	char again[CLOCK_TEXT_SIZE] = "";
	const char *end = strptime(text, "%Y-%m-%d", &parts);
	if (end && !*end) {
		mktime(&parts);
		strftime(again, sizeof again, "%Y-%m-%d", &parts);
	}
	return *text && strcmp(text, again) == 0;
}

double clock_read(const char *text)
{
	struct tm parts = {0};
	if (sscanf(text, "%4d-%2d-%2d%*1[T ]%2d:%2d:%2d", &parts.tm_year, &parts.tm_mon,
		   &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
		return NAN;
	parts.tm_year -= 1900;
	parts.tm_mon--;
	return (double)timegm(&parts);
}

void clock_span(int64_t seconds, char out[CLOCK_TEXT_SIZE])
{
	long long all = seconds > 0 ? seconds : 0;

	if (all < 3600)
		snprintf(out, CLOCK_TEXT_SIZE, "%lld:%02lld", all / 60, all % 60);
	else
		snprintf(out, CLOCK_TEXT_SIZE, "%lld:%02lld:%02lld", all / 3600, all / 60 % 60,
			 all % 60);
}
