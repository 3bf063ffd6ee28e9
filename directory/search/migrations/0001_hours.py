from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('publication', '0003_rebuilds_and_awaited_terms'),
    ]

    operations = [
        migrations.CreateModel(
            name='SessionPattern',
            fields=[
                ('pk', models.CompositePrimaryKey('record', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('record', models.BigIntegerField(help_text='The key of the record in `PublicRecord`.')),
                ('number', models.IntegerField(help_text='Tells the rows of a record apart.')),
                ('known', models.SmallIntegerField(help_text='0 for a span without known hours.')),
                ('weekdays', models.SmallIntegerField(help_text='A bit for each day, 1 for Monday.')),
                ('nth', models.SmallIntegerField(help_text='Which of them in the month; 0 for any.')),
                ('monthday', models.SmallIntegerField(help_text='The day of the month; 0 for any.')),
                ('interval_weeks', models.SmallIntegerField()),
                ('week_phase', models.SmallIntegerField()),
                ('interval_months', models.SmallIntegerField()),
                ('month_phase', models.SmallIntegerField()),
                ('first_day', models.IntegerField(help_text='An ordinal: 1 is 1 January of the year 1.')),
                ('last_day', models.IntegerField()),
                ('opens', models.SmallIntegerField(help_text='Minutes since midnight.')),
                ('closes', models.SmallIntegerField(help_text='Minutes since the same midnight.')),
                ('ends', models.SmallIntegerField(help_text='The same, where it is told.', null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('interval_months__gte', 1), ('interval_weeks__gte', 1)), name='session_pattern_divides')],
            },
        ),
    ]
