# who makes clips, as text
providersdir = $(pkgdatadir)/providers
dist_providers_DATA = \
	providers/dynamo.json \
	providers/fal.json \
	providers/fastvideo.json \
	providers/litellm.json \
	providers/localai.json \
	providers/openai-compatible.json \
	providers/openrouter.json \
	providers/replicate.json \
	providers/sdcpp.json \
	providers/sglang.json \
	providers/trtllm.json \
	providers/vllm-omni.json
