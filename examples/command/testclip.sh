#!/bin/sh
# A program that makes clips for scenetty: the prompt on a test picture, by ffmpeg. Say
# in ~/.config/scenetty/providers/test.json, with the place where this file lies:
#
#   {"like": "command", "run": ["/usr/share/doc/scenetty/examples/command/testclip.sh"]}
#
# and “scenetty set film provider=test”. All that the scene asks for comes on stdin as
# JSON; what is needed most is in variables too.
set -eu
cat >recipe.json # this folder is ours, and goes when we end
printf '%s' "$SCENETTY_PROMPT" | fold -s -w 48 >prompt.txt
ffmpeg -nostdin -v error -f lavfi \
	-i "testsrc2=s=${SCENETTY_WIDTH}x$SCENETTY_HEIGHT:r=$SCENETTY_FPS" \
	-vf "hue=h=$((SCENETTY_SEED % 360)),drawbox=y=ih*3/4:h=ih/4:color=black@0.6:t=fill,
		drawtext=textfile=prompt.txt:expansion=none:fontcolor=white:fontsize=h/18:
		x=h/18:y=h*3/4+h/36" \
	-frames:v "$SCENETTY_FRAMES" -pix_fmt yuv420p -progress pipe:1 "$SCENETTY_OUTPUT" |
	while IFS='=' read -r name value; do
		[ "$name" != frame ] || echo "progress $value/$SCENETTY_FRAMES frames"
	done
