"""The pages that need no log-in."""

from django.urls import path

from directory.upkeep.views.confirm import all_questions, one_question
from directory.upkeep.views.report import report_problem

urlpatterns = [
    path("confirm/<str:token>", all_questions, name="confirm-all"),
    path("confirm/<str:token>/<uuid:id>", one_question, name="confirm"),
    path("report/<str:kind>/<uuid:id>", report_problem, name="report"),
]
