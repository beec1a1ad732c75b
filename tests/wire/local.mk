# services: what is sent, what becomes of what they say
wire_tests = tests/wire/talks.sh tests/wire/jobs.sh tests/wire/board.sh tests/wire/program.sh tests/wire/comfyui.sh \
	tests/wire/money.sh tests/wire/chains.sh tests/wire/home.sh tests/wire/kills.sh tests/wire/storm.sh \
	tests/wire/others.sh tests/wire/caps.sh \
	tests/wire/tls.sh tests/wire/providers.sh tests/wire/readme.sh tests/wire/hosted.sh
TESTS += $(wire_tests)
EXTRA_DIST += $(wire_tests) tests/wire/serve.sh

# the server, what stops a program at a step, what plays transcripts and prints the README's table
check_PROGRAMS += tests/wire/peer tests/wire/stopper tests/wire/play tests/wire/table
tests_wire_play_SOURCES = tests/wire/play.c tests/wire/reread.c tests/wire/reread.h
tests_wire_peer_SOURCES = tests/wire/peer.c tests/wire/peer_request.c tests/wire/peer_request.h

# transcripts
EXTRA_DIST += \
	tests/wire/graphs/editor.json \
	tests/wire/graphs/frames.json \
	tests/wire/graphs/no-seed.json \
	tests/wire/graphs/small.json \
	tests/wire/graphs/unknown.json \
	tests/wire/talks/comfyui.json \
	tests/wire/talks/dashscope.json \
	tests/wire/talks/dynamo.json \
	tests/wire/talks/fal.json \
	tests/wire/talks/fastvideo.json \
	tests/wire/talks/gemini-omni.json \
	tests/wire/talks/kling.json \
	tests/wire/talks/litellm.json \
	tests/wire/talks/localai.json \
	tests/wire/talks/ltx.json \
	tests/wire/talks/luma.json \
	tests/wire/talks/minimax.json \
	tests/wire/talks/openai-compatible.json \
	tests/wire/talks/openrouter.json \
	tests/wire/talks/replicate.json \
	tests/wire/talks/runway.json \
	tests/wire/talks/sdcpp.json \
	tests/wire/talks/seedance.json \
	tests/wire/talks/sglang.json \
	tests/wire/talks/together.json \
	tests/wire/talks/trtllm.json \
	tests/wire/talks/vllm-omni.json \
	tests/wire/talks/xai.json
