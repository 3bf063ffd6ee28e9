"""Who looks after an organisation, and who runs the directory: seen, invited, removed."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from directory.admin.site import page
from directory.models import Organization
from directory.people.accounts import person_called
from directory.people.invitations import TooManyInvitations, invite
from directory.people.members import (
    NotTheirs,
    WouldLackLead,
    give_duty,
    hand_over,
    may_manage,
    members_of,
    removable_by,
    remove,
)
from directory.people.models import STAFF_POSTS, Duty, Invitation, Membership, Post
from directory.people.roles import ADMINISTRATORS, MODERATORS
from directory.people.scope import is_administrator, is_moderator, organizations_of

NEEDS_LEAD = "Nobody would be left to choose who may edit. Hand the lead over first."


class InviteForm(forms.Form):
    """Whom to ask, and to be what."""

    email = forms.EmailField(
        label="What is their e-mail address?",
        max_length=254,
        help_text="We send them a link. Nothing happens until they say yes.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    post = forms.ChoiceField(label="What will they do?")

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(posts)
        if len(posts) == 1:
            # Nothing to choose; whatever is sent, it is this.
            field.widget, field.required, field.initial = forms.HiddenInput(), True, posts[0][0]


@page("organizations/<uuid:organization_id>/people/", name="organization_people")
def organization_people(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Who looks after an organisation. Members read it; its leads and moderators change it."""
    user = _user(request)
    organization = get_object_or_404(organizations_of(user), pk=organization_id)
    manages, moderates = may_manage(user, organization), is_moderator(user)
    posts = [(Post.MANAGER, "keep the entries up to date")] if manages else []
    if moderates:
        posts.append((Post.LEAD, "keep the entries up to date, and choose who else may"))
    form = InviteForm(posts=posts)
    if request.method == "POST":
        if request.POST.get("do") == "invite":
            if not manages:
                raise Http404
            form = InviteForm(request.POST, posts=posts)
            if not form.is_valid() or not _invite(request, form, organization):
                return _organization_page(request, organization, form)
        else:
            _change(request, organization)
        if not organizations_of(user).filter(pk=organization.pk).exists():
            return HttpResponseRedirect(reverse("admin:index"))  # They left.
        return HttpResponseRedirect(request.path)
    return _organization_page(request, organization, form)


@page("team/", name="team")
def team(request: HttpRequest) -> HttpResponse:
    """Who moderates and administers the directory, for administrators."""
    if not is_administrator(_user(request)):
        raise Http404
    posts = [
        (Post.MODERATOR, "moderate: see everything, approve, merge"),
        (Post.ADMINISTRATOR, "administer: the same, and accounts and categories"),
    ]
    form = InviteForm(posts=posts)
    if request.method == "POST":
        if request.POST.get("do") == "cancel":
            _cancel(request, None)
            return HttpResponseRedirect(request.path)
        form = InviteForm(request.POST, posts=posts)
        if form.is_valid() and _invite(request, form, None):
            return HttpResponseRedirect(request.path)
    people = User.objects.filter(groups__name__in=(MODERATORS, ADMINISTRATORS)).distinct()
    context = {
        "title": "Who runs the directory?",
        "people": [
            (person, [group.name for group in person.groups.all()])
            for person in people.prefetch_related("groups").order_by("email", "pk")
        ],
        "invitations": _open_invitations(None),
        "form": form,
    }
    return _render(request, "team", context)


def _organization_page(
    request: HttpRequest, organization: Organization, form: InviteForm
) -> HttpResponse:
    members = list(members_of(organization))
    user = _user(request)
    leads = [member for member in members if member.role == Duty.LEAD]
    removable = removable_by(user, members)
    context = {
        "title": f"Who looks after {organization}?",
        "organization": organization,
        "members": [
            (member, person_called(member.user), member in removable) for member in members
        ],
        "only_lead": leads[0] if len(leads) == 1 else None,
        "manages": may_manage(user, organization),
        "moderates": is_moderator(user),
        "leads": user.pk in [member.user_id for member in leads],
        "invitations": _open_invitations(organization),
        "form": form,
    }
    return _render(request, "organization_people", context)


def _render(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    everywhere = admin.site.each_context(request)
    return render(request, f"directory_admin/{name}.html", {**everywhere, **context})


def _open_invitations(organization: Organization | None) -> list[Invitation]:
    found = Invitation.objects.open().filter(organization=organization)
    if organization is None:
        found = found.filter(post__in=STAFF_POSTS)
    return list(found.select_related("invited_by"))


def _invite(request: HttpRequest, form: InviteForm, organization: Organization | None) -> bool:
    """Ask; False, with the error on the form, if it cannot be asked now."""
    email, post = form.cleaned_data["email"], form.cleaned_data["post"]
    try:
        invitation = invite(email, post, by=_user(request), organization=organization)
    except PermissionError:
        raise Http404 from None
    except TooManyInvitations:
        form.add_error("email", "You have sent many invitations today. Send this one tomorrow.")
        return False
    told = f"We have written to {invitation.email}. They are listed here once they say yes."
    messages.success(request, told)
    _log(request, organization, f"Invited {invitation.email} as {invitation.post}.")
    return True


def _cancel(request: HttpRequest, organization: Organization | None) -> None:
    number = request.POST.get("invitation", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Http404
    for invitation in _open_invitations(organization):
        if invitation.pk == int(number):
            Invitation.objects.filter(pk=invitation.pk).update(expires_at=invitation.created_at)
            messages.success(request, f"The invitation of {invitation.email} is taken back.")
            _log(request, organization, f"Took back the invitation of {invitation.email}.")


def _change(request: HttpRequest, organization: Organization) -> None:
    """Do to a member what was asked; anything unknown, or of another organisation, is a 404."""
    do, user = request.POST.get("do", ""), _user(request)
    manages = may_manage(user, organization)
    if do == "cancel" and manages:
        return _cancel(request, organization)
    members = {str(one.pk): one for one in members_of(organization)}
    member = members.get(request.POST.get("member", ""))
    # Whoever does not manage may still leave: `remove` knows whom they may remove.
    if do not in DEEDS or member is None or not (manages or do == "remove"):
        raise Http404
    try:
        done = DEEDS[do](request, organization, member)
    except NotTheirs:
        raise Http404 from None
    except WouldLackLead:
        messages.error(request, NEEDS_LEAD)
    else:
        messages.success(request, done)
        _log(request, organization, done)


def _decided(request: HttpRequest) -> bool:
    """Whether a moderator decided that the organisation may be left without a lead."""
    return is_moderator(_user(request)) and request.POST.get("without_lead") == "on"


def _remove(request: HttpRequest, organization: Organization, member: Membership) -> str:
    remove(member, by=_user(request), even_the_last_lead=_decided(request))
    return f"{person_called(member.user)} no longer looks after {organization}."


def _hand_over(request: HttpRequest, organization: Organization, member: Membership) -> str:
    if not member.user.is_active:
        raise Http404
    hand_over(organization, giver=_user(request), taker=member)
    return f"{person_called(member.user)} leads now."


def _make_manager(request: HttpRequest, organization: Organization, member: Membership) -> str:
    if not is_moderator(_user(request)):
        raise Http404
    give_duty(member, Duty.MANAGER, even_the_last_lead=_decided(request))
    return f"{person_called(member.user)} is a manager now."


Deed = Callable[[HttpRequest, Organization, Membership], str]
DEEDS: dict[str, Deed] = {
    "remove": _remove,
    "hand_over": _hand_over,
    "make_manager": _make_manager,
}


def _log(request: HttpRequest, organization: Organization | None, message: str) -> None:
    """Keep in the organisation's history who did it."""
    if organization is not None:
        LogEntry.objects.log_actions(
            _user(request).pk, [organization], CHANGE, message, single_object=True
        )


def _user(request: HttpRequest) -> User:
    """Whoever is signed in; the admin lets nobody else this far."""
    assert isinstance(request.user, User)
    return request.user
