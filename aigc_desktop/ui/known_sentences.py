# ruff: noqa: E501 - sentences are not broken
"""What the core and the plugins say to users. Written by `python packaging/translations.py`."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

KNOWN = (
    QT_TRANSLATE_NOOP("Sentences", "A message of {0} bytes is too large for the line."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "A model is a folder with model_index.json or config.json and safetensors or ONNX files, or a single ONNX file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "A new engine was started; other jobs go on."),
    QT_TRANSLATE_NOOP("Sentences", "A {0} cannot be exported to ONNX yet."),
    QT_TRANSLATE_NOOP("Sentences", "Add the model again."),
    QT_TRANSLATE_NOOP("Sentences", "Another program keeps {0} locked."),
    QT_TRANSLATE_NOOP("Sentences", "Ask the author of its plugin for the task onnx-export."),
    QT_TRANSLATE_NOOP("Sentences", "Autoencoders of the class ConvVae can."),
    QT_TRANSLATE_NOOP("Sentences", "Cancel it first."),
    QT_TRANSLATE_NOOP("Sentences", "Check that the file exists and that you may read it."),
    QT_TRANSLATE_NOOP("Sentences", "Check that {0} exists and that you may read it."),
    QT_TRANSLATE_NOOP("Sentences", "Check that {0} exists and that you may write there."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Check the permissions of the folder and that no other program holds the file."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Check the permissions of the folder, or set AIGC_HOME to another one."),
    QT_TRANSLATE_NOOP("Sentences", "Check whether it was moved, and give the whole path."),
    QT_TRANSLATE_NOOP("Sentences", "Choose a PNG, JPEG or WebP file."),
    QT_TRANSLATE_NOOP("Sentences", "Choose a picture file."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Choose a smaller size or count, a smaller model, or close other programs."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Choose another task, or a model with an encoder."),
    QT_TRANSLATE_NOOP("Sentences", "Choose another value for {0}, or leave it out."),
    QT_TRANSLATE_NOOP("Sentences", "Choose another {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Choose one of the values named."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Choose other sizes, or export the model again. The details say what was found."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Choose the device cpu, or install the build of ONNX Runtime for this device; `aigc doctor` says what is there.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Choose the task unconditional-image-generation."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Close other programs, take a smaller picture, or choose a smaller model."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Close other windows of the application and programs that copy or scan this folder."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download the whole model folder again."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download {0} again, completely."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download {0} again, with all its files."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download {0} again."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or export the model again. The details say what was found."),
    QT_TRANSLATE_NOOP("Sentences", "Copy the tokenizer files that belong to this model into its folder."),
    QT_TRANSLATE_NOOP("Sentences", "Copy the whole model folder again, or export it again."),
    QT_TRANSLATE_NOOP("Sentences", "Copy the whole model folder again."),
    QT_TRANSLATE_NOOP("Sentences", "Correct the value and try again."),
    QT_TRANSLATE_NOOP("Sentences", "Delete them: the safetensors files beside them hold the same weights."),
    QT_TRANSLATE_NOOP("Sentences", "Export it with `aigc models export`, or choose a model of that runtime."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Export it with a cache: for Optimum, with the task text-generation-with-past."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Export or copy the whole model folder again."),
    QT_TRANSLATE_NOOP("Sentences", "Export the model again, or ask whoever made this file."),
    QT_TRANSLATE_NOOP("Sentences", "Export the model again, with its own configuration files."),
    QT_TRANSLATE_NOOP("Sentences", "Free some space, or empty the bin of the library, then try again."),
    QT_TRANSLATE_NOOP("Sentences", "Free some space, then retry the job; finished pictures are kept."),
    QT_TRANSLATE_NOOP("Sentences", "Get a version of this model that is not compressed, or another model."),
    QT_TRANSLATE_NOOP("Sentences", "Get a version of this model that keeps its tensors in files beside it."),
    QT_TRANSLATE_NOOP("Sentences", "Get a version of this model that uses standard operators only."),
    QT_TRANSLATE_NOOP("Sentences", "Give from 0 to {0} stars."),
    QT_TRANSLATE_NOOP("Sentences", "Ids are small letters, digits, - and _; hooks is a dotted module name."),
    QT_TRANSLATE_NOOP("Sentences", "Install the plugin with it: pip install 'aigc-vae[diffusers]'."),
    QT_TRANSLATE_NOOP("Sentences", "Installed are: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It does: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It knows {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It loads {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It runs in: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It was {0}."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Its weights are damaged, or too small a precision was exported: export it again as fp32.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Job {0} is {1}; it cannot become {2}."),
    QT_TRANSLATE_NOOP("Sentences", "Keep nothing but the model in its folder."),
    QT_TRANSLATE_NOOP("Sentences", "Known are: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Known are: {0}. A path to a model will do as well."),
    QT_TRANSLATE_NOOP("Sentences", "Loaded are: {0}. Install a plugin for it."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Look at the details for the plugin that held it up, and disable or reinstall that plugin.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Look whether the disk is full or the folder of models write-protected, then run the job again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Make it smaller in another program first."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Make the picture smaller, close other programs, or choose a smaller model."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Memory ran out; {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Mend {0}, or remove it."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Models and plugins must be on this machine. Add what is missing as a local folder."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Models of the class StableDiffusionPipeline can."),
    QT_TRANSLATE_NOOP("Sentences", "Models with attention to the whole text can."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Move {0} away and start again: pictures in the library are found by their files."
    ),
    QT_TRANSLATE_NOOP("Sentences", "No installed generator exports {0} to {1}."),
    QT_TRANSLATE_NOOP("Sentences", "No installed generator loads {0}: it is a {1}."),
    QT_TRANSLATE_NOOP("Sentences", "No picture was chosen."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was kept. Export it as fp32, with another opset, or report this with the model's name.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Nothing was kept. Export it as fp32, with another opset, or report this."
    ),
    QT_TRANSLATE_NOOP("Sentences", "ONNX Runtime cannot run on {0} here."),
    QT_TRANSLATE_NOOP("Sentences", "Only a waiting job can be moved."),
    QT_TRANSLATE_NOOP("Sentences", "Only generators of pictures in red, green and blue can be used."),
    QT_TRANSLATE_NOOP("Sentences", "Present are: {0}. Choose one of them, or auto."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Present are: {0}. For an NVIDIA card the CUDA build of PyTorch must be installed; `aigc doctor` says how.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Progress of step {0} of {1} makes no sense."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Put what it leads to in the place of {0}, or add the folder where that lies as a model folder.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Reinstall the plugin, or tell its author."),
    QT_TRANSLATE_NOOP("Sentences", "Reinstall {0}, or tell its author."),
    QT_TRANSLATE_NOOP("Sentences", "Save it again as PNG, JPEG or WebP; readable are {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Save it again; readable are {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Save it smaller in another program first."),
    QT_TRANSLATE_NOOP("Sentences", "Say the most important things first, in fewer words."),
    QT_TRANSLATE_NOOP("Sentences", "Search the library for it; it may have been deleted for good."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Shorten the prompt by at least {0} tokens, or choose a model with a longer context."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Shorten the prompt, close other programs, or choose a smaller model."),
    QT_TRANSLATE_NOOP("Sentences", "Shorten the prompt, or go on in a new request from the end of the text."),
    QT_TRANSLATE_NOOP("Sentences", "Something in this engine tried to reach {0}; the network is blocked."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Take the safetensors files of the model, or convert it in a sandbox, and remove this file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Tell the plugin's author; the plugin guide lists every field."),
    QT_TRANSLATE_NOOP("Sentences", "The ONNX model “{0}” wants a scheduler that is not there: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The UNet gives {0} for latents of {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The application met a fault of its own: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "The chat template of “{0}” cannot be used: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The configuration of “{0}” is incomplete or does not fit together."),
    QT_TRANSLATE_NOOP("Sentences", "The disk is full: {0} needs {1} MB, {2} MB are free."),
    QT_TRANSLATE_NOOP("Sentences", "The disk that holds {0} is full."),
    QT_TRANSLATE_NOOP("Sentences", "The engine did not say in time which parameters this generator takes."),
    QT_TRANSLATE_NOOP("Sentences", "The engine ended unexpectedly ({0})."),
    QT_TRANSLATE_NOOP("Sentences", "The engine held {0} MB of {1} MB"),
    QT_TRANSLATE_NOOP("Sentences", "The engine named {0}, which is not a file in its folder."),
    QT_TRANSLATE_NOOP("Sentences", "The engine sent a message that makes no sense: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "The engine was not ready within {0} seconds and was stopped."),
    QT_TRANSLATE_NOOP("Sentences", "The engine was started without its pipes."),
    QT_TRANSLATE_NOOP("Sentences", "The exported model draws another picture: {0} of 255 apart, {1} dB."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The exported model writes another text: after {0} tokens it chooses another one."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file is damaged or was trained badly; copy the model again or use another one."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The finished model {0} could not be moved among the models: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The folder needs a whole {0}; copy or download it again."),
    QT_TRANSLATE_NOOP("Sentences", "The folder of “{0}” is gone."),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} holds more than {1} files."),
    QT_TRANSLATE_NOOP("Sentences", "The manifest of {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The manifest of {0} is far too large."),
    QT_TRANSLATE_NOOP("Sentences", "The manifest of {0} names hooks outside its own package {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The model gave no numbers where pixels should be."),
    QT_TRANSLATE_NOOP("Sentences", "The model gives {0} where pictures in three colours should be."),
    QT_TRANSLATE_NOOP("Sentences", "The model {0} brings program code, which is never run: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The model {0} holds files that can run code when they are loaded: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The model {0} is not complete: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The package `{0}` cannot be located: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin left out {0} of the outputs asked for."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin yielded something that was not asked for."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin {0} could not be started."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin {0} failed."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin {0} is not part of this engine."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The prompt has {0} tokens; “{1}” can attend to {2}, with the text that it writes."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The recipe in this picture is damaged."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The recipe in this picture was written by a newer version of AIGC Desktop."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The settings could not be understood; the defaults are used."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The settings in this picture (“{0}”) are larger than {1} KB; no program writes such."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The text is cut off: “{0}” can attend to {1} tokens, {2} of which the prompt has."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The tokenizer does not fit “{0}”: it makes tokens up to {1}, the model has {2}."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The tokenizer of “{0}” cannot be read."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The tokenizer of “{0}” is another model's: it counts to {1}, and the text encoder knows {2} tokens.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The weights of the {0} hold values that are no numbers, first in {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The weights of “{0}” are damaged: files are missing, cut short or mixed up."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The weights of “{0}” are damaged: missing, cut short, or not those of its configuration.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The weights of “{0}” hold values that are no numbers, first in {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The {0} id “{1}” of {2} is already taken by {3}."),
    QT_TRANSLATE_NOOP("Sentences", "The {0} is too long for this model; it does not read the end: “{1}”."),
    QT_TRANSLATE_NOOP("Sentences", "The {0} of “{1}” is damaged: files are missing, cut short or mixed up."),
    QT_TRANSLATE_NOOP("Sentences", "There is no asset “{0}” in the library."),
    QT_TRANSLATE_NOOP("Sentences", "There is no device “{0}” here."),
    QT_TRANSLATE_NOOP("Sentences", "There is no format “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no generator “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no job {0}."),
    QT_TRANSLATE_NOOP("Sentences", "There is no model “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no parameter “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no picture at {0}."),
    QT_TRANSLATE_NOOP("Sentences", "There is no precision “{0}”."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "There is no safe copy of {0}: get the safetensors version of this model, or convert it in a sandbox with save_pretrained(..., safe_serialization=True).",
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is not enough memory: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "There is not enough memory: {0}; {1}."),
    QT_TRANSLATE_NOOP("Sentences", "There was not enough memory. {0}."),
    QT_TRANSLATE_NOOP("Sentences", "This engine runs {0}, not {1}."),
    QT_TRANSLATE_NOOP("Sentences", "This is a fault of the plugin {0}. Send the details to its author."),
    QT_TRANSLATE_NOOP("Sentences", "This job is running."),
    QT_TRANSLATE_NOOP("Sentences", "This setting cannot be: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Try again."),
    QT_TRANSLATE_NOOP("Sentences", "Try another opset. The details say what the exporter met."),
    QT_TRANSLATE_NOOP("Sentences", "Turn the chat off for this model, or get a newer version of it."),
    QT_TRANSLATE_NOOP("Sentences", "Type a few words."),
    QT_TRANSLATE_NOOP("Sentences", "Type the settings in by hand, or open the picture without them."),
    QT_TRANSLATE_NOOP("Sentences", "Type the settings in by hand."),
    QT_TRANSLATE_NOOP("Sentences", "Uninstall {0} or {1}."),
    QT_TRANSLATE_NOOP("Sentences", "Update the application to use it."),
    QT_TRANSLATE_NOOP("Sentences", "Update the application, or set AIGC_HOME to another folder."),
    QT_TRANSLATE_NOOP("Sentences", "Update the application."),
    QT_TRANSLATE_NOOP("Sentences", "Update the plugin, or use another model."),
    QT_TRANSLATE_NOOP("Sentences", "Update the plugin."),
    QT_TRANSLATE_NOOP("Sentences", "Use a causal language model such as GPT-2, Llama, Qwen, Mistral or Phi."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Use a model of a kind that transformers knows, such as Llama or Qwen, or update the plugin.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Use a model that needs no code, or remove the file if the model works without it."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Use a version of this model without code of its own; if the code is not needed, delete it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Use it as it is."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Use it for image-reconstruction, or choose a VAE that was trained to be sampled from."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Use the PyTorch version of this model."),
    QT_TRANSLATE_NOOP("Sentences", "Use the file that the link points to."),
    QT_TRANSLATE_NOOP("Sentences", "Your file was kept as {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Your work is safe. Please report this with the details of the log."),
    QT_TRANSLATE_NOOP("Sentences", "`aigc jobs list` shows the jobs."),
    QT_TRANSLATE_NOOP("Sentences", "a multiple of {0}"),
    QT_TRANSLATE_NOOP("Sentences", "a number"),
    QT_TRANSLATE_NOOP("Sentences", "a piece of text"),
    QT_TRANSLATE_NOOP("Sentences", "a whole number"),
    QT_TRANSLATE_NOOP("Sentences", "at least {0}"),
    QT_TRANSLATE_NOOP("Sentences", "at most {0}"),
    QT_TRANSLATE_NOOP("Sentences", "at most {0} characters"),
    QT_TRANSLATE_NOOP("Sentences", "exit code {0}"),
    QT_TRANSLATE_NOOP("Sentences", "far too many pixels"),
    QT_TRANSLATE_NOOP("Sentences", "from {0} to {1}"),
    QT_TRANSLATE_NOOP("Sentences", "hooks {0}"),
    QT_TRANSLATE_NOOP("Sentences", "id {0}"),
    QT_TRANSLATE_NOOP("Sentences", "it claims {0} bytes"),
    QT_TRANSLATE_NOOP("Sentences", "it could not be read: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "it holds no graph"),
    QT_TRANSLATE_NOOP("Sentences", "it is a link"),
    QT_TRANSLATE_NOOP("Sentences", "it is larger than {0} bytes"),
    QT_TRANSLATE_NOOP("Sentences", "it is not a file"),
    QT_TRANSLATE_NOOP("Sentences", "it is not there"),
    QT_TRANSLATE_NOOP("Sentences", "its file of tensors {0} is missing"),
    QT_TRANSLATE_NOOP("Sentences", "its header claims {0} bytes"),
    QT_TRANSLATE_NOOP("Sentences", "its header is not JSON"),
    QT_TRANSLATE_NOOP("Sentences", "its header is not an object"),
    QT_TRANSLATE_NOOP("Sentences", "its name is not one of a folder"),
    QT_TRANSLATE_NOOP("Sentences", "its tensors overlap or leave gaps"),
    QT_TRANSLATE_NOOP("Sentences", "more pixels than fit in memory"),
    QT_TRANSLATE_NOOP("Sentences", "none, because no plugin is installed"),
    QT_TRANSLATE_NOOP("Sentences", "not all of it could be copied"),
    QT_TRANSLATE_NOOP("Sentences", "one of {0}"),
    QT_TRANSLATE_NOOP("Sentences", "tensor {0} does not have the size that its shape needs"),
    QT_TRANSLATE_NOOP("Sentences", "tensor {0} has an impossible shape"),
    QT_TRANSLATE_NOOP("Sentences", "the entry of tensor {0} is incomplete"),
    QT_TRANSLATE_NOOP("Sentences", "the name of a file of tensors is none ({0})"),
    QT_TRANSLATE_NOOP("Sentences", "the system gave no more"),
    QT_TRANSLATE_NOOP("Sentences", "true or false"),
    QT_TRANSLATE_NOOP("Sentences", "{0} and {1} more"),
    QT_TRANSLATE_NOOP("Sentences", "{0} bytes follow after its last tensor"),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be loaded by ONNX Runtime."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot work on what it was given."),
    QT_TRANSLATE_NOOP("Sentences", "{0} characters"),
    QT_TRANSLATE_NOOP("Sentences", "{0} claims {1}; at most {2} megapixels are opened."),
    QT_TRANSLATE_NOOP("Sentences", "{0} could not be opened: {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} could not be read as a picture: it is damaged, cut off or of another kind."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} could not be written as ONNX."),
    QT_TRANSLATE_NOOP("Sentences", "{0} could not be written: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not do {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not fit its kind of model: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not run in {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no parameters for {1} and {2}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has {1} MB; {2} MB are the limit."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has {1}; at most {2} million are taken."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a link that leads out of the model folder."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is an ONNX model already."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is cut off: {1} bytes are missing at its end."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is damaged and cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is missing"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no rating."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a model that this application knows."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a piece of text"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a sound ONNX file: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a sound safetensors file: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a valid plugin manifest: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is {1}; it must be from {2} to {3}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is {1}; it must be {2}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} keeps tensors in “{1}”, which is not a plain file inside its folder."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} made no generator for {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} names no files"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} needs operators of a library of its own ({1}), which is never loaded."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} never saw the words {1} and ignores or guesses them."),
    QT_TRANSLATE_NOOP("Sentences", "{0} of the model cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} of {1} MiB are free"),
    QT_TRANSLATE_NOOP("Sentences", "{0} of {1} MiB are free on {2}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} of “{1}” is damaged: it is cut short or does not fit the model."),
    QT_TRANSLATE_NOOP("Sentences", "{0} runs in {1}, not in {2}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} says that it brings the model {1}, but there is none in its package."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} was written by a newer version of the application."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} was written for version {1} of the plugin contract; this application serves version {2}.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} x {1} pixels"),
    QT_TRANSLATE_NOOP("Sentences", "{0}: generators must be present and have different ids."),
    QT_TRANSLATE_NOOP("Sentences", "{0}: the entry point must be `package:{1}`, not `{2}`."),
    QT_TRANSLATE_NOOP("Sentences", "{0}: the package `{1}` is missing."),
    QT_TRANSLATE_NOOP("Sentences", "{0}: {1} is not a valid name."),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{0}” attends to the last {1} tokens only, which cannot be exported to ONNX yet."
    ),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” brings a program of its own, {1}, which is never run."),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{0}” does not write from left to right with attention to what it wrote."
    ),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” holds {1}, which can run any program when opened."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is a decoder alone and cannot take pictures."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is incomplete: config.json is missing or cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is incomplete: {1} is missing or cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is not complete: {1} is missing."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is not complete: {1}/model.onnx is missing."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is of a class that this plugin does not load: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is of the class {1}, which this plugin does not load."),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{0}” is of the kind {1}, which cannot be loaded without a program of its own."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{0}” is the autoencoder of a diffusion model: its latents alone make no picture."
    ),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” needs a library that is not installed."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” needs a prompt to begin with."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” needs the library diffusers, which is not installed."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” wants {1}.{2} as its {3}, which this plugin does not know."),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{0}” was exported without its cache: it would read all anew for each token."
    ),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” was trained without classes and cannot be asked for one."),
)
