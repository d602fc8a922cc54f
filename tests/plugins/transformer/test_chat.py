"""Chat templates say what they say in transformers, and can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from aigc_transformer import hooks
from aigc_transformer.chat import messages_of, render

from aigc_desktop.api import AigcError
from aigc_desktop.api.testing import CPU
from tests.plugins.transformer import tiny
from tests.plugins.transformer.running import outputs, request

CHATML = """{%- for message in messages %}
    {%- if loop.first and message.role != 'system' %}
        {{- '<|im_start|>system\\nBe brief.<|im_end|>\\n' }}
    {%- endif %}
    {{- '<|im_start|>' + message['role'] + '\\n' + message['content'] | trim + '<|im_end|>' + '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
"""
LLAMA = """{% for message in messages %}{% if message['role'] not in ['user', 'system'] %}
{{ raise_exception('unknown role') }}{% endif %}
{{ bos_token + '[INST] ' + message['content'] + ' [/INST]' }}{% if loop.last %}{% break %}{% endif %}
{% endfor %}{{ {'a': '狐'} | tojson }}
"""


@pytest.mark.parametrize("template", [CHATML, LLAMA])
@pytest.mark.parametrize("system", ["", "You are a fox."])
def test_a_template_gives_what_transformers_gives(template: str, system: str, own_folder: Path) -> None:
    tokenizer = tiny.transformers.AutoTokenizer.from_pretrained(own_folder)
    messages = messages_of(system, " 你好, fox ")
    theirs = tokenizer.apply_chat_template(
        messages, chat_template=template, tokenize=False, add_generation_prompt=True
    )
    assert render(template, messages, {"bos_token": tiny.END}, "m") == theirs


HOSTILE = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ messages.append({'role': 'user', 'content': 'x'}) }}",
    "{{ self.__init__.__globals__['__builtins__']['__import__']('os').system('true') }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% for a in range(10000000000) %}x{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}",
    "{{ 'x' * 10000000000 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ raise_exception('no') }}",
    "{{ missing.attribute }}",
    "{% if %}",
]


@pytest.mark.parametrize("template", HOSTILE)
def test_a_hostile_or_broken_template_is_refused(template: str) -> None:
    with pytest.raises(AigcError) as caught:
        render(template, messages_of("", "hello"), {}, "fox")
    assert caught.value.code == "model.template"
    assert "fox" in caught.value.message
    assert caught.value.hint


def test_a_chat_reads_the_template_and_a_plain_text_does_not(own_folder: Path) -> None:
    tiny.write_json(
        own_folder / "tokenizer_config.json", {"chat_template": "Q: {{ messages[-1].content }} A:"}
    )
    model = tiny.model(own_folder)
    loaded = hooks.create_generator(model, CPU)
    (chat,) = outputs(loaded, request(model))
    (plain,) = outputs(loaded, request(model, use_chat_template=False))
    (spelled,) = outputs(loaded, request(model, prompt="Q: a quiet fox A:", use_chat_template=False))
    assert chat.text == spelled.text
    assert chat.text != plain.text
