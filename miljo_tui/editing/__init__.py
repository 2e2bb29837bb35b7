"""The use cases, without any screen: open, draft, check, save. Both front ends call only this."""
