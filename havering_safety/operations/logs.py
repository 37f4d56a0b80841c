"""What is logged, and how: lines for people on one machine, lines of JSON in production."""


def logging_of(environment):
    """Return the LOGGING setting of `local` or `production`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "local": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
            "production": {"()": "havering_safety.operations.request_log.JSONFormatter"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": environment}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # A refused query is an answer, not an event, and a strange host name no reason for a traceback.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "CRITICAL"},
            "django.security.csrf": {"level": "ERROR"},
            "havering_safety.requests": {"level": "INFO"},
        },
    }
