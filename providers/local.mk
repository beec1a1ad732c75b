# who makes clips, as text
providersdir = $(pkgdatadir)/providers
dist_providers_DATA = \
	providers/dashscope.json \
	providers/dynamo.json \
	providers/fal.json \
	providers/fastvideo.json \
	providers/gemini-omni.json \
	providers/kling.json \
	providers/litellm.json \
	providers/localai.json \
	providers/ltx.json \
	providers/luma.json \
	providers/minimax.json \
	providers/openai-compatible.json \
	providers/openrouter.json \
	providers/replicate.json \
	providers/runway.json \
	providers/sdcpp.json \
	providers/seedance.json \
	providers/sglang.json \
	providers/together.json \
	providers/trtllm.json \
	providers/vllm-omni.json \
	providers/xai.json
