/* SPDX-License-Identifier: MIT */
#include "media/draw/roomtone.h"

#include <math.h>
#include <string.h>

#include "util/mem.h"

#define RATE 48000.0
/* The ends fade over so many samples. */
#define FADE 3600
/* A second of it is heard first, to know how loud it would be. */
#define TRIAL 48000
/* How loud a spark begins. */
#define SPARK 0.008

/* The colour of the noise: what lies between two frequencies, and how it comes and
 * goes. */
struct roomtone_air {
	double low, high; /* Hz */
	double swells;    /* a second */
	double swell;     /* how much of it comes and goes, 0 … 1 */
	double loud;      /* dBFS */
};

static const struct roomtone_air places[] = {
	[PLACE_NONE] = {60, 420, 0.05, 0.1, -62},     [PLACE_INDOOR] = {70, 320, 0.05, 0.1, -60},
	[PLACE_STREET] = {80, 620, 0.13, 0.4, -53},   [PLACE_FIELD] = {180, 1500, 0.11, 0.6, -56},
	[PLACE_FOREST] = {350, 2600, 0.14, 0.6, -56}, [PLACE_MOUNTAIN] = {150, 900, 0.1, 0.8, -52},
	[PLACE_SEA] = {140, 1800, 0.12, 0.85, -50},   [PLACE_UNDERWATER] = {40, 210, 0.1, 0.5, -52},
	[PLACE_DESERT] = {220, 1300, 0.08, 0.8, -54}, [PLACE_SKY] = {200, 1100, 0.07, 0.7, -54},
	[PLACE_SPACE] = {35, 120, 0.04, 0.3, -56},
};

static const struct roomtone_air rain = {700, 6000, 0.2, 0.3, -50};

/* One pole; how much of the way to go in a sample. */
static double pole(double hertz)
{
	return 1 - exp(-2 * M_PI * hertz / RATE);
}

static double hear(struct roomtone_ear *ear, const struct roomtone_air *air)
{
	double noise = chance_between(&ear->chance, -1, 1), high = pole(air->high);

	ear->low[0] += high * (noise - ear->low[0]);
	ear->low[1] += high * (ear->low[0] - ear->low[1]);
	ear->slow += pole(air->low) * (ear->low[1] - ear->slow);
	return ear->low[1] - ear->slow;
}

/* A spark: a click that dies away, its pitch that of dry wood. */
static double crackle(struct roomtone_ear *ear, double a_second)
{
	if (chance_between(&ear->chance, 0, 1) < a_second / RATE)
		ear->spark = chance_between(&ear->chance, 0.3, 1);
	ear->spark *= 0.994;
	return ear->spark * chance_between(&ear->chance, -1, 1);
}

static double swell(const struct roomtone *tone)
{
	double along = (double)tone->at / RATE * tone->air->swells * 2;

	return 1 - tone->air->swell * noise_smooth(tone->seed + 3, along);
}

static double fade(const struct roomtone *tone)
{
	double from_end =
		(double)(tone->at < tone->samples / 2 ? tone->at : tone->samples - 1 - tone->at);

	return fmin(1, fmax(0, from_end) / FADE);
}

static void next(struct roomtone *tone, double out[2])
{
	double both = hear(&tone->both, tone->air), spark = 0, level = swell(tone);

	if (tone->crackles > 0)
		spark = SPARK / tone->gain * crackle(&tone->both, tone->crackles);
	for (int i = 0; i < 2; i++)
		out[i] = level * (0.6 * both + 0.5 * hear(&tone->ears[i], tone->air));
	out[0] += spark * 0.8;
	out[1] += spark;
	tone->at++;
}

static struct roomtone start(const struct roomtone_air *air, double crackles, uint64_t seed)
{
	struct roomtone tone = {.air = air, .crackles = crackles, .gain = 1, .seed = seed};

	tone.both.chance = chance_of(seed, "both ears");
	tone.ears[0].chance = chance_of(seed, "left ear");
	tone.ears[1].chance = chance_of(seed, "right ear");
	return tone;
}

/* What would bring a second of it to its loudness. */
static double find_gain(const struct roomtone_air *air, uint64_t seed)
{
	struct roomtone trial = start(air, 0, seed);
	double sum = 0, out[2];

	for (int i = 0; i < TRIAL; i++) {
		next(&trial, out);
		sum += out[0] * out[0] + out[1] * out[1];
	}
	return pow(10, air->loud / 20) / sqrt(sum / (2.0 * TRIAL));
}

struct roomtone roomtone_of(enum place place, enum light light, uint64_t seed, long samples)
{
	bool open = place != PLACE_INDOOR && place != PLACE_UNDERWATER && place != PLACE_SPACE;
	double crackles = light == LIGHT_FIRE ? 9 : light == LIGHT_CANDLE ? 1.5 : 0;
	const struct roomtone_air *air = light == LIGHT_STORM && open ? &rain : &places[place];
	struct roomtone tone = start(air, crackles, seed);

	tone.gain = find_gain(air, seed);
	tone.samples = samples;
	return tone;
}

void roomtone_next(struct roomtone *tone, int16_t *out, long count)
{
	for (long i = 0; i < count; i++) {
		double gain = tone->gain * fade(tone) * 32767, ears[2];

		next(tone, ears);
		for (int k = 0; k < 2; k++)
			out[2 * i + k] = (int16_t)lround(fmax(-2000, fmin(2000, gain * ears[k])));
	}
}
