"""Addresses of the pages."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from .pages import (
    bindings,
    briefing,
    changes,
    cockpit,
    figures,
    help,
    imports,
    plans,
    programmes,
    records,
    rules,
    search,
    shapes,
    undoing,
)

urlpatterns = [
    path("login/", LoginView.as_view(template_name="yihe/login.html", redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", login_not_required(set_language), name="language"),
    path("help/", help.show, name="help"),
    path("", cockpit.show, name="cockpit"),
    path("shapes/places.geojson", shapes.places, name="place-shapes"),
    path("shapes/<slug:kind>.geojson", shapes.records, name="record-shapes"),
    path("programmes/", programmes.index, name="programmes"),
    path("programmes/<slug:slug>/", programmes.show, name="programme"),
    path("figures/", figures.index, name="figures"),
    path("figures/<str:id>/", figures.show, name="figure"),
    path("figures/<str:id>/records/", figures.behind_export, name="figure-records"),
    path("rules/", rules.index, name="rules"),
    path("rules/<str:name>/", rules.show, name="rule"),
    path("records/<slug:kind>/", records.index, name="records"),
    path("records/<slug:kind>/template/", records.template, name="record-template"),
    path("records/<slug:kind>/new/", changes.create, name="record-new"),
    # A plan's record shows its routes; every other address of a plan is that of any record.
    path("records/dayplan/<str:code>/", plans.show, name="plan"),
    path("records/dayplan/<str:code>/routes/<int:order>/", plans.route, name="plan-route"),
    path("records/dayplan/<str:code>/plan.geojson", plans.as_layer, name="plan-layer"),
    path("records/dayplan/<str:code>/sheets.xlsx", plans.as_sheets, name="plan-sheets"),
    path("records/<slug:kind>/<path:code>/edit/", changes.edit, name="record-edit"),
    path("records/<slug:kind>/<path:code>/move/", changes.move, name="record-move"),
    path("records/<slug:kind>/<path:code>/delete/", changes.delete, name="record-delete"),
    path("records/<slug:kind>/<path:code>/", records.show, name="record"),
    path("import/", imports.upload, name="import"),
    path("import/undo/<int:number>/", undoing.show, name="import-undo"),
    path("import/<slug:token>/", imports.review, name="import-review"),
    path("briefing/", briefing.check, name="briefing"),
    path("briefing/meaning/", bindings.show, name="meaning"),
    path("search/", search.show, name="search"),
]
