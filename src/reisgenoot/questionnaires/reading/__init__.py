"""Reading XLSForm workbooks: everything that is wrong at once, with sheet, row and column, or a whole form."""

from reisgenoot.questionnaires.reading.problems import FormError, FormProblem
from reisgenoot.questionnaires.reading.workbook import FormRead, read_workbook
from reisgenoot.questionnaires.reading.xform import to_xform

__all__ = ["FormError", "FormProblem", "FormRead", "read_workbook", "to_xform"]
