"""Settings, and the factory: the only place where parts are put together."""
