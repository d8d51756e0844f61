"""Permission, transaction and audit are written once: every change is an operation, every event has its three rules."""

import importlib
import inspect
import pkgutil

import concord
from concord.access import operation, policies
from concord.audit import vocabulary


def modules():
    return [m.name for m in pkgutil.walk_packages(concord.__path__, "concord.") if ".migrations" not in m.name]


def service_functions():
    """The services that a room offers: what stands in its `services.py`, or what its folder `services` hands out."""
    for name in modules():
        room = name.rpartition(".")[0]
        if name == f"{room}.services" and room != "concord.audit":
            for function_name, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
                if not function_name.startswith("_") and function.__module__.startswith(name):
                    yield f"{name}.{function_name}", function


def test_every_service_is_an_operation():
    found = dict(service_functions())
    assert len(found) > 10
    assert [name for name, function in found.items() if not operation.is_operation(function)] == []


def test_every_event_has_its_sentence_its_privacy_rule_and_its_policy():
    for name in modules():
        if name.endswith((".events", ".permissions")):
            importlib.import_module(name)
    events = {
        str(event)
        for name in modules()
        if name.endswith(".events")
        for event in getattr(importlib.import_module(name), "Event", ())
    }
    assert events
    assert events == set(vocabulary.declared())
    assert events == set(policies.declared())
