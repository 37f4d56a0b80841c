"""Incidents as the documentation of FastAPI, SQLAlchemy and Pydantic would have them written."""

import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from incidents.codelists import CRIME_TYPES, OUTCOMES

CURRENT = 2_147_483_647
engine = create_engine(f"sqlite:///{os.environ['BENCH_DATABASE']}")


class Base(DeclarativeBase):
    pass


class Ward(Base):
    __tablename__ = "wards_ward"
    version: Mapped[int] = mapped_column(primary_key=True)
    gss_code: Mapped[str]
    slug: Mapped[str]
    name: Mapped[str]


with Session(engine) as reading:
    WARDS = {ward.gss_code: (ward.slug, ward.name) for ward in reading.scalars(select(Ward))}


class Incident(Base):
    __tablename__ = "incidents_incident"
    version: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column("public_id")
    crime_id: Mapped[str | None]
    month: Mapped[str]
    crime_type: Mapped[str]
    last_outcome_category: Mapped[str | None]
    ward_code: Mapped[str]
    location: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    lsoa_code: Mapped[str | None]
    lsoa_name: Mapped[str | None]
    force: Mapped[str | None]
    reported_by: Mapped[str | None]
    falls_within: Mapped[str | None]
    source: Mapped[str]
    first_release: Mapped[int]
    last_release: Mapped[int]

    @property
    def crime_type_name(self):
        return CRIME_TYPES.labels[self.crime_type]

    @property
    def last_outcome_category_name(self):
        return OUTCOMES.labels.get(self.last_outcome_category)

    @property
    def ward(self):
        return WARDS[self.ward_code][0]

    @property
    def ward_name(self):
        return WARDS[self.ward_code][1]


class Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    crime_id: str | None
    month: str
    crime_type: str
    crime_type_name: str
    last_outcome_category: str | None
    last_outcome_category_name: str | None
    ward: str
    ward_code: str
    ward_name: str
    location: str
    latitude: float
    longitude: float
    lsoa_code: str | None
    lsoa_name: str | None
    force: str | None
    reported_by: str | None
    falls_within: str | None
    source: str
    first_release: int


class Page(BaseModel):
    count: int
    results: list[Row]


def open_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


application = FastAPI()


@application.get("/api/v1/incidents")
def list_incidents(
    session: Annotated[Session, Depends(open_session)],
    ward: str | None = None,
    crime_type: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    page: Annotated[int, Query(ge=1)] = 1,
) -> Page:
    wanted = [Incident.last_release == CURRENT]
    if ward:
        wanted.append(Incident.ward_code == ward)
    if crime_type:
        wanted.append(Incident.crime_type == crime_type)
    if date_from:
        wanted.append(Incident.month >= date_from)
    if date_to:
        wanted.append(Incident.month <= date_to)
    count = session.scalar(select(func.count()).select_from(Incident).where(*wanted))
    newest_first = Incident.month.desc(), Incident.id.desc()
    rows = (
        select(Incident).where(*wanted).order_by(*newest_first).limit(100).offset(100 * page - 100)
    )
    return Page(
        count=count or 0, results=[Row.model_validate(row) for row in session.scalars(rows)]
    )
