"""The records that desk and hub exchange: pydantic models, one file per area, no behaviour."""
