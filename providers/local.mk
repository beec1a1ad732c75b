# who makes clips, as text
providersdir = $(pkgdatadir)/providers
dist_providers_DATA = \
	providers/command.json \
	providers/comfyui.json \
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

# graphs for those that take one
workflowsdir = $(providersdir)/workflows
dist_workflows_DATA = \
	providers/workflows/wan2.2-5b-image.json \
	providers/workflows/wan2.2-5b-text.json
