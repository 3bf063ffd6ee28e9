"""What the public reports, and which web addresses are dead: read, seen to and settled here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from directory.admin.addresses import form_address
from directory.admin.persons import Callers
from directory.admin.scoping import ScopedAdmin
from directory.models import HSDSModel, ServiceAtLocation
from directory.people.scope import is_moderator, within_reach
from directory.publication.models import PublicKind
from directory.upkeep.models import Channel, LinkUse, Problem, State, WebLink
from directory.upkeep.models.problems import LONGEST_MESSAGE
from directory.upkeep.reach import MODELS
from directory.upkeep.settling import move
from directory.upkeep.texts import plain

UNSETTLED_FIRST = Case(
    When(state=State.NEW, then=Value(0)),
    When(state=State.LOOKING, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
NOTHING = "–"
# Under which name a report knows who reads it.
READER = "reader"


class SettleForm(forms.ModelForm):
    """Where a report stands, and why."""

    stands = forms.ChoiceField(
        label="Where does it stand?", choices=State.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label="What was done, or why is nothing to be done?",
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed to settle it. Those who look after the entry and moderators can read it.",
    )

    class Meta:
        model = Problem
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stands"].initial = self.instance.state

    def clean_why(self) -> str:
        try:
            return plain(self.cleaned_data["why"])
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        settles = cleaned.get("stands") == State.SETTLED
        if settles and "why" in cleaned and not cleaned["why"]:
            self.add_error("why", "Say what was done, or why nothing is to be done.")
        return cleaned


@admin.register(Problem)
class ProblemAdmin(ScopedAdmin):
    """Reports about records within reach: nobody adds, rewrites or deletes one."""

    form = SettleForm
    list_display = ("name", "topic", "state", "reported")
    list_filter = ("state", "topic")
    search_fields = ("name", "message")
    search_help_text = "Look for the name of an entry, or for words of a report"
    list_per_page = 50
    show_full_result_count = False
    readonly_fields = (
        "about",
        "topic",
        "written",
        "made_at",
        "came_by",
        "answer_to",
        "history",
    )
    fieldsets = (
        ("What was reported", {"fields": readonly_fields}),
        ("What becomes of it", {"fields": ("stands", "why")}),
    )

    class Media:
        css = {"all": ["directory_admin/problems.css"]}

    def get_ordering(self, request: HttpRequest) -> Any:
        return (UNSETTLED_FIRST, "made_at", "pk")

    def get_fieldsets(self, request: HttpRequest, obj: Problem | None = None) -> Any:
        """Where to answer is for moderators alone."""
        told = [name for name in self.readonly_fields if name != "answer_to"]
        if is_moderator(request.user) and obj is not None and obj.reply_to:
            told.insert(-1, "answer_to")
        if obj is not None and not self.has_change_permission(request, obj):
            return ((None, {"fields": told}),)
        return (("What was reported", {"fields": told}), self.fieldsets[1])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Problem]:
        return super().get_queryset(request).select_related("by")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The report; it knows who reads it, for what it says of others."""
        problem = super().get_object(request, *args, **kwargs)
        if problem is not None:
            vars(problem)[READER] = request.user
        return problem

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """By what is on the list alone: who asks for `reply_to__startswith=j` wants to guess it."""
        return lookup.removesuffix("__exact") in self.list_filter

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A year after it was settled it goes by itself."""
        return False

    def save_model(self, request: HttpRequest, obj: Problem, form: Any, change: bool) -> None:
        said = form.cleaned_data
        step = move(obj, State(said["stands"]), by=request.user, why=said["why"])
        if step and step.state == State.SETTLED:
            messages.info(request, "If they left an e-mail address, it is deleted now.")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"title": "What is wrong?", **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description="reported on", ordering="made_at")
    def reported(self, problem: Problem) -> str:
        return f"{localtime(problem.made_at):%-d %b %Y}"

    @admin.display(description="About")
    def about(self, problem: Problem) -> str:
        """The entry, with a link to its form if its reader may open it."""
        page = form_address_for(problem.kind, problem.record_id, vars(problem)[READER])
        return format_html('<a href="{}">{}</a>', page, problem.name) if page else problem.name

    @admin.display(description="What they wrote")
    def written(self, problem: Problem) -> str:
        return as_text(problem.message)

    @admin.display(description="Came by")
    def came_by(self, problem: Problem) -> str:
        who = Callers(vars(problem)[READER], [problem.by]).name(problem.by)
        if problem.channel == Channel.EDITOR and who:
            return f"{problem.get_channel_display()} ({who})"
        return problem.get_channel_display()

    @admin.display(description="Where to answer")
    def answer_to(self, problem: Problem) -> str:
        return problem.reply_to

    @admin.display(description="What was done so far")
    def history(self, problem: Problem) -> str:
        steps = list(problem.steps.select_related("by"))
        if not steps:
            return "Nothing yet"
        callers = Callers(vars(problem)[READER], [step.by for step in steps])
        return format_html_join(
            "",
            "<p>{}, {}{}</p>{}",
            (
                (
                    f"{localtime(step.at):%-d %B %Y, %H:%M}",
                    step.get_state_display(),
                    f", by {who}" if (who := callers.name(step.by)) else "",
                    as_text(step.why) if step.why else "",
                )
                for step in steps
            ),
        )


@admin.register(LinkUse)
class LinkUseAdmin(ScopedAdmin):
    """Web addresses that lead nowhere, each where it can be mended."""

    class Media:
        css = {"all": ["directory_admin/problems.css"]}

    list_display = ("address", "what_is_wrong", "entry", "place", "since")
    list_display_links = None
    fields = list_display
    readonly_fields = ("address", "what_is_wrong", "entry", "since")
    list_select_related = ("link",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "link__url")
    search_help_text = "Look for the name of an entry, or for part of an address"

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkUse]:
        dead = WebLink.objects.dead().order_by().values("pk")
        return super().get_queryset(request).filter(link__in=dead)

    def get_ordering(self, request: HttpRequest) -> Any:
        return ("link__failing_since", "name", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="web address")
    def address(self, use: LinkUse) -> str:
        """As text: whoever mends it looks at it, and decides whether to go there."""
        return use.link.url

    @admin.display(description="what is wrong")
    def what_is_wrong(self, use: LinkUse) -> str:
        return use.link.said

    @admin.display(description="entry")
    def entry(self, use: LinkUse) -> str:
        """A link to its form; what is on this list is within its reader's reach."""
        page = form_address(use.kind, use.record_id)
        return format_html('<a href="{}">{}</a>', page, use.name) if page else use.name

    @admin.display(description="since", ordering="link__failing_since")
    def since(self, use: LinkUse) -> str:
        return f"{localtime(use.link.failing_since):%-d %B %Y}" if use.link.failing_since else ""


def as_text(text: str) -> str:
    """What somebody wrote, line by line, as text and nothing else."""
    if not text:
        return NOTHING
    return format_html('<div class="written">{}</div>', text)


def form_address_for(kind: str, id: Any, reader: Any) -> str:
    """The address of a record's form; blank if `reader` may not open it, or it is gone."""
    model: type[HSDSModel] = MODELS[PublicKind(kind)]
    if model is ServiceAtLocation:
        offers = within_reach(reader, ServiceAtLocation.objects.filter(pk=id))
        service = offers.values_list("service_id", flat=True).first()
        return form_address(PublicKind.SERVICE, service) if service else ""
    found = within_reach(reader, model._default_manager.filter(pk=id)).exists()
    return form_address(kind, id) if found else ""
