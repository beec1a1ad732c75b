# providers' files, played against transcripts
check_PROGRAMS += tests/wire/play
tests_wire_play_SOURCES = tests/wire/play.c
tests_wire_play_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) -lm
TESTS += tests/wire/talks.sh tests/wire/jobs.sh tests/wire/program.sh tests/wire/comfyui.sh tests/wire/money.sh tests/wire/chains.sh
EXTRA_DIST += tests/wire/talks.sh tests/wire/jobs.sh tests/wire/program.sh tests/wire/comfyui.sh tests/wire/money.sh tests/wire/chains.sh \
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

# killed and restarted, in a storm
check_PROGRAMS += tests/wire/stopper
tests_wire_stopper_SOURCES = tests/wire/stopper.c
TESTS += tests/wire/kills.sh tests/wire/storm.sh tests/wire/tls.sh
EXTRA_DIST += tests/wire/kills.sh tests/wire/storm.sh tests/wire/tls.sh tests/wire/serve.sh

# a service on the loopback
check_PROGRAMS += tests/wire/peer
tests_wire_peer_SOURCES = tests/wire/peer.c tests/wire/peer_request.c tests/wire/peer_request.h
tests_wire_peer_LDADD = libutil.a $(UTIL_LIBS)
if HAVE_CMOCKA
check_PROGRAMS += tests/unit/test_http tests/unit/test_http_origin tests/unit/test_http_address tests/unit/test_key_command
TESTS += tests/unit/test_http tests/unit/test_http_origin tests/unit/test_http_address tests/unit/test_key_command
tests_unit_test_key_command_SOURCES = tests/unit/test_key_command.c
tests_unit_test_key_command_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_http_address_SOURCES = tests/unit/test_http_address.c
tests_unit_test_http_address_LDADD = libcore.a libutil.a $(CMOCKA_LIBS)
tests_unit_test_http_SOURCES = tests/unit/test_http.c tests/unit/http_help.c tests/unit/http_help.h
tests_unit_test_http_origin_SOURCES = tests/unit/test_http_origin.c tests/unit/http_help.c \
	tests/unit/http_help.h
tests_unit_test_http_origin_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) \
	$(CMOCKA_LIBS) -lm
tests_unit_test_http_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
endif
TESTS += tests/wire/providers.sh
EXTRA_DIST += tests/wire/providers.sh

# the README's table of providers
check_PROGRAMS += tests/wire/table
tests_wire_table_SOURCES = tests/wire/table.c
tests_wire_table_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) -lm
TESTS += tests/wire/readme.sh tests/wire/hosted.sh
EXTRA_DIST += tests/wire/readme.sh tests/wire/hosted.sh
