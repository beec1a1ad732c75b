/* SPDX-License-Identifier: MIT */
#include "media/cut/request.h"

#include <limits.h>

static int whole(const struct json *value, const char *name, long least, long most, long *out,
		 struct err *err)
{
	double number = json_num(value);
	if (!json_is_whole(value) || number < (double)least || number > (double)most)
		return err_set(err, ERR_INVALID, "the request's %s is not a number from %ld on",
			       name, least);
	*out = (long)number;
	return 0;
}

int request_whole(const struct task *task, const char *name, long least, long *out, struct err *err)
{
	return whole(json_get(task->body, name), name, least, LONG_MAX, out, err);
}

int request_settings(const struct task *task, struct encode_settings *out, struct err *err)
{
	const struct json *rate = json_get(task->body, "rate");
	const char *preset = json_get_str(task->body, "preset");
	long width = 0, height = 0, num = 0, den = 0, crf = 0;
	if (whole(json_get(task->body, "width"), "width", 2, 16384, &width, err) < 0 ||
	    whole(json_get(task->body, "height"), "height", 2, 16384, &height, err) < 0 ||
	    whole(json_first(rate), "rate", 1, INT_MAX, &num, err) < 0 ||
	    whole(json_next(json_first(rate)), "rate", 1, INT_MAX, &den, err) < 0)
		return -1;
	if (preset && whole(json_get(task->body, "crf"), "crf", 0, 51, &crf, err) < 0)
		return -1;
	*out = (struct encode_settings){.width = (int)width,
					.height = (int)height,
					.rate_num = (int)num,
					.rate_den = (int)den,
					.preset = preset,
					.crf = (int)crf};
	return 0;
}

long settings_sample(const struct encode_settings *settings, long frame)
{
	int64_t twice = 2 * (int64_t)frame * ENCODE_SAMPLE_RATE * settings->rate_den;
	return (long)((twice + settings->rate_num) / (2 * (int64_t)settings->rate_num));
}
