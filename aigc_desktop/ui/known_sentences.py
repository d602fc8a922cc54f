# ruff: noqa: E501 - sentences are not broken
"""What the core and the plugins say to users. Written by `python packaging/translations.py`."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

KNOWN = (
    QT_TRANSLATE_NOOP("Sentences", "A message of {0} bytes is too large for the line."),
    QT_TRANSLATE_NOOP(
        "Sentences", "A model is a folder in diffusers layout: with model_index.json and safetensors files."
    ),
    QT_TRANSLATE_NOOP("Sentences", "A new engine was started; other jobs go on."),
    QT_TRANSLATE_NOOP("Sentences", "Add the model again."),
    QT_TRANSLATE_NOOP("Sentences", "Another program keeps {0} locked."),
    QT_TRANSLATE_NOOP("Sentences", "Cancel it first."),
    QT_TRANSLATE_NOOP("Sentences", "Check that {0} exists and that you may read it."),
    QT_TRANSLATE_NOOP("Sentences", "Check that {0} exists and that you may write there."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Check the permissions of the folder and that no other program holds the file."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Check the permissions of the folder, or set AIGC_HOME to another one."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Choose a smaller size or count, a smaller model, or close other programs."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Choose another value for {0}, or leave it out."),
    QT_TRANSLATE_NOOP("Sentences", "Choose another {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Choose one of the values named."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Close other windows of the application and programs that copy or scan this folder."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download the whole model folder again."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download {0} again, completely."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download {0} again, with all its files."),
    QT_TRANSLATE_NOOP("Sentences", "Copy or download {0} again."),
    QT_TRANSLATE_NOOP("Sentences", "Copy the whole model folder again."),
    QT_TRANSLATE_NOOP("Sentences", "Correct the value and try again."),
    QT_TRANSLATE_NOOP("Sentences", "Delete them: the safetensors files beside them hold the same weights."),
    QT_TRANSLATE_NOOP("Sentences", "Free some space, or empty the bin of the library, then try again."),
    QT_TRANSLATE_NOOP("Sentences", "Free some space, then retry the job; finished pictures are kept."),
    QT_TRANSLATE_NOOP("Sentences", "Give from 0 to {0} stars."),
    QT_TRANSLATE_NOOP("Sentences", "Ids are small letters, digits, - and _; hooks is a dotted module name."),
    QT_TRANSLATE_NOOP("Sentences", "Installed are: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It does: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It loads {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It runs in: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "It was {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Job {0} is {1}; it cannot become {2}."),
    QT_TRANSLATE_NOOP("Sentences", "Keep nothing but the model in its folder."),
    QT_TRANSLATE_NOOP("Sentences", "Known are: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Known are: {0}. A path to a model's folder will do as well."),
    QT_TRANSLATE_NOOP("Sentences", "Loaded are: {0}. Install a plugin for it."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Look at the details for the plugin that held it up, and disable or reinstall that plugin.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Make it smaller in another program first."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Make the picture smaller, close other programs, or choose a smaller model."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Memory ran out; {0}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Models and plugins must be on this machine. Add what is missing as a local folder."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Move {0} away and start again: pictures in the library are found by their files."
    ),
    QT_TRANSLATE_NOOP("Sentences", "No installed generator loads {0}: it is a {1}."),
    QT_TRANSLATE_NOOP("Sentences", "Only a waiting job can be moved."),
    QT_TRANSLATE_NOOP("Sentences", "Progress of step {0} of {1} makes no sense."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Put what it leads to in the place of {0}, or add the folder where that lies as a model folder.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Reinstall the plugin, or tell its author."),
    QT_TRANSLATE_NOOP("Sentences", "Reinstall {0}, or tell its author."),
    QT_TRANSLATE_NOOP("Sentences", "Save it again as PNG, JPEG or WebP; readable are {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Save it smaller in another program first."),
    QT_TRANSLATE_NOOP("Sentences", "Say the most important things first, in fewer words."),
    QT_TRANSLATE_NOOP("Sentences", "Search the library for it; it may have been deleted for good."),
    QT_TRANSLATE_NOOP("Sentences", "Something in this engine tried to reach {0}; the network is blocked."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Take the safetensors files of the model, or convert it in a sandbox, and remove this file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Tell the plugin's author; the plugin guide lists every field."),
    QT_TRANSLATE_NOOP("Sentences", "The application met a fault of its own: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "The disk is full: {0} needs {1} MB, {2} MB are free."),
    QT_TRANSLATE_NOOP("Sentences", "The disk that holds {0} is full."),
    QT_TRANSLATE_NOOP("Sentences", "The engine did not say in time which parameters this generator takes."),
    QT_TRANSLATE_NOOP("Sentences", "The engine ended unexpectedly ({0})."),
    QT_TRANSLATE_NOOP("Sentences", "The engine named {0}, which is not a file in its folder."),
    QT_TRANSLATE_NOOP("Sentences", "The engine sent a message that makes no sense: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "The engine was not ready within {0} seconds and was stopped."),
    QT_TRANSLATE_NOOP("Sentences", "The engine was started without its pipes."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file is damaged or was trained badly; copy the model again or use another one."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder of “{0}” is gone."),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} holds more than {1} files."),
    QT_TRANSLATE_NOOP("Sentences", "The model {0} brings program code, which is never run: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The model {0} holds files that can run code when they are loaded: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The model {0} is not complete: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin left out {0} of the outputs asked for."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin yielded something that was not asked for."),
    QT_TRANSLATE_NOOP("Sentences", "The plugin {0} is not part of this engine."),
    QT_TRANSLATE_NOOP("Sentences", "The recipe in this picture is damaged."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The recipe in this picture was written by a newer version of AIGC Desktop."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The settings could not be understood; the defaults are used."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The settings in this picture (“{0}”) are larger than {1} KB; no program writes such."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The weights of the {0} hold values that are no numbers, first in {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The {0} id “{1}” of {2} is already taken by {3}."),
    QT_TRANSLATE_NOOP("Sentences", "The {0} is too long for this model; it does not read the end: “{1}”."),
    QT_TRANSLATE_NOOP("Sentences", "The {0} of “{1}” is damaged: files are missing, cut short or mixed up."),
    QT_TRANSLATE_NOOP("Sentences", "There is no asset “{0}” in the library."),
    QT_TRANSLATE_NOOP("Sentences", "There is no device “{0}” here."),
    QT_TRANSLATE_NOOP("Sentences", "There is no generator “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no job {0}."),
    QT_TRANSLATE_NOOP("Sentences", "There is no model “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no parameter “{0}”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no precision “{0}”."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "There is no safe copy of {0}: get the safetensors version of this model, or convert it in a sandbox with save_pretrained(..., safe_serialization=True).",
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is not enough memory: {0}; {1}."),
    QT_TRANSLATE_NOOP("Sentences", "There was not enough memory. {0}."),
    QT_TRANSLATE_NOOP("Sentences", "This engine runs {0}, not {1}."),
    QT_TRANSLATE_NOOP("Sentences", "This is a fault of the plugin {0}. Send the details to its author."),
    QT_TRANSLATE_NOOP("Sentences", "This job is running."),
    QT_TRANSLATE_NOOP("Sentences", "This setting cannot be: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Try again."),
    QT_TRANSLATE_NOOP("Sentences", "Type the settings in by hand, or open the picture without them."),
    QT_TRANSLATE_NOOP("Sentences", "Type the settings in by hand."),
    QT_TRANSLATE_NOOP("Sentences", "Uninstall {0} or {1}."),
    QT_TRANSLATE_NOOP("Sentences", "Update the application to use it."),
    QT_TRANSLATE_NOOP("Sentences", "Update the application, or set AIGC_HOME to another folder."),
    QT_TRANSLATE_NOOP("Sentences", "Update the application."),
    QT_TRANSLATE_NOOP("Sentences", "Update the plugin, or use another model."),
    QT_TRANSLATE_NOOP("Sentences", "Update the plugin."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Use a model that needs no code, or remove the file if the model works without it."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Use a version of this model without code of its own; if the code is not needed, delete it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Your file was kept as {0}."),
    QT_TRANSLATE_NOOP("Sentences", "Your work is safe. Please report this with the details of the log."),
    QT_TRANSLATE_NOOP("Sentences", "`aigc jobs list` shows the jobs."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} claims {1}; at most {2} megapixels are opened."),
    QT_TRANSLATE_NOOP("Sentences", "{0} could not be opened: {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} could not be read as a picture: it is damaged, cut off or of another kind."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} could not be written: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not do {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not run in {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no parameters for {1} and {2}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has {1} MB; {2} MB are the limit."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a link that leads out of the model folder."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is cut off: {1} bytes are missing at its end."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is damaged and cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no rating."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a model that this application knows."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a sound safetensors file: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a valid plugin manifest: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is {1}; it must be from {2} to {3}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is {1}; it must be {2}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} made no generator for {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} never saw the words {1} and ignores or guesses them."),
    QT_TRANSLATE_NOOP("Sentences", "{0} of the model cannot be read: {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} says that it brings the model {1}, but there is none in its package."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} was written by a newer version of the application."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} was written for version {1} of the plugin contract; this application serves version {2}.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0}: generators must be present and have different ids."),
    QT_TRANSLATE_NOOP("Sentences", "{0}: {1} is not a valid name."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” brings a program of its own, {1}, which is never run."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” holds {1}, which can run any program when opened."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is incomplete: {1} is missing or cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” is of the class {1}, which this plugin does not load."),
    QT_TRANSLATE_NOOP("Sentences", "“{0}” wants {1}.{2} as its {3}, which this plugin does not know."),
)
