"""The sections of the form of a service, which can be filled in in any order."""

from directory.admin.editing.sections import Section

SECTIONS = (
    Section(
        "offer",
        "What it offers",
        "Write as you would tell a neighbour.",
        ("organization", "program", "name", "alternate_name", "description", "alert", "status"),
        filled_by=(("name",), ("description",)),
    ),
    Section(
        "who",
        "Who it is for",
        "If everyone is welcome, say so.",
        ("eligibility_description", "minimum_age", "maximum_age"),
        filled_by=(("eligibility_description", "minimum_age", "maximum_age"),),
    ),
    Section(
        "where",
        "Where it happens",
        "An address is needed only if people come to it.",
        ("takes_place", "rows:places", "online_url", "rows:service_areas"),
        filled_by=(("rows:places", "takes_place"),),
    ),
    Section(
        "when",
        "When it runs",
        "One time for each session. What the public will read stands below.",
        ("directory_admin/hours/times.html",),
        filled_by=(("rows:times",),),
        template_rows=("rows:times", "rows:closed"),
    ),
    Section(
        "cost",
        "What it costs",
        "If it is free, say so: it is what people ask first.",
        ("fees_description", "rows:cost_options", "fees"),
        filled_by=(("fees_description", "rows:cost_options"),),
    ),
    Section(
        "contact",
        "How to get in touch",
        "What people need to take the first step.",
        (
            *("same_as_organization", "rows:phones", "email", "url", "rows:contacts"),
            *("rows:additional_urls", "application_process", "wait_time"),
        ),
        filled_by=(("same_as_organization", "rows:phones", "email", "url", "rows:contacts"),),
    ),
    Section(
        "access",
        "Access and languages",
        "Step-free doors and the like are told of the place; here is what the service itself does.",
        (
            *("rows:languages", "interpretation_services"),
            *("rows:required_documents", "rows:capacities"),
        ),
        filled_by=(("rows:languages", "interpretation_services"),),
    ),
    Section(
        "categories",
        "Categories",
        "People find the service under these. Two or three that fit are better than many.",
        ("directory_admin/service/categories.html", "categories"),
        filled_by=(("categories",),),
    ),
    Section(
        "more",
        "About this entry",
        "All of it may stay blank.",
        (
            *("assured_date", "assurer_email", "accreditations", "licenses"),
            "rows:funding",
        ),
    ),
)
