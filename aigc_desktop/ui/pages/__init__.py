"""The pages of the window.

A page is a QWidget that takes the core collaborators it uses, the `JobBridge`, and nothing else. It is
imported and made on its first visit. What crosses pages leaves it as a signal; the window connects it:

    settings_wanted(Recipe)     put a recipe's settings into the Generate page
    generate_again(Recipe)      run a recipe once more, as it is
    model_wanted(str)           choose a model, by its id, on the Generate page
    error_raised(ErrorInfo)     tell the user: one sentence and a way out

Pages: `GeneratePage(generating, library, bridge, state)`, `LibraryPage(library, bridge)`,
`QueuePage(queue, bridge, name_of)`, `ModelsPage(models, settings)`, `PluginsPage(plugins, bridge)`. A page
may have `refresh() -> None`, called on each visit after the first, and `stop() -> None`, called before the
window goes.

Widgets that pages share: `Stage()` with `show_preview(jpeg: bytes)`, `show_asset(asset)`, `clear()`;
`RecipePanel()` with `show_asset(asset | None)` and the signals `settings_wanted(Recipe)`,
`generate_again(Recipe)`, `folder_wanted(str)`, `rated(str, int)`; `Stars()` with `rating`, `set_rating(int)`,
`rated(int)`.

Looks come from properties that the style sheet knows (see `resources/themes/window.qss`): set them with
`setProperty` before the widget is shown. Colours are read from `palette()` (roles: see `ui/theme.py`), icons
come from `icons.icon(name)`. Every control has an accessible name; labels that show prompts or a plugin's
text use `Qt.TextFormat.PlainText`; every visible string goes through `tr`.
"""
