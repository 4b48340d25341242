"""The REST interface: routes, their service, health, and the OpenAPI description."""
