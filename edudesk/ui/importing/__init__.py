"""The import of a roster or a filled workbook in three steps, used by 名册 and the first start."""

from edudesk.ui.importing.steps import ImportSteps

__all__ = ["ImportSteps"]
