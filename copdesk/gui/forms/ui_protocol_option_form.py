"""Compiled from ui/protocol_option_form.ui by packaging/forms.py; change the form instead."""

from __future__ import annotations

from copdesk.language import _
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget
from copdesk.gui.fields.protocol import CountField, MinutesField, OptionalCountField, OptionalMinutesField


class Ui_ProtocolOptionForm(object):

    def setupUi(self, ProtocolOptionForm: QWidget) -> None:
        if not ProtocolOptionForm.objectName():
            ProtocolOptionForm.setObjectName('ProtocolOptionForm')
        self.rows = QFormLayout(ProtocolOptionForm)
        self.rows.setObjectName('rows')
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.title_label = QLabel(ProtocolOptionForm)
        self.title_label.setObjectName('title_label')
        self.rows.setWidget(0, QFormLayout.ItemRole.LabelRole, self.title_label)
        self.title = QLineEdit(ProtocolOptionForm)
        self.title.setObjectName('title')
        self.rows.setWidget(0, QFormLayout.ItemRole.FieldRole, self.title)
        self.least_people_label = QLabel(ProtocolOptionForm)
        self.least_people_label.setObjectName('least_people_label')
        self.rows.setWidget(1, QFormLayout.ItemRole.LabelRole, self.least_people_label)
        self.least_people = CountField(ProtocolOptionForm)
        self.least_people.setObjectName('least_people')
        self.rows.setWidget(1, QFormLayout.ItemRole.FieldRole, self.least_people)
        self.most_people_label = QLabel(ProtocolOptionForm)
        self.most_people_label.setObjectName('most_people_label')
        self.rows.setWidget(2, QFormLayout.ItemRole.LabelRole, self.most_people_label)
        self.most_people = OptionalCountField(ProtocolOptionForm)
        self.most_people.setObjectName('most_people')
        self.rows.setWidget(2, QFormLayout.ItemRole.FieldRole, self.most_people)
        self.least_minutes_label = QLabel(ProtocolOptionForm)
        self.least_minutes_label.setObjectName('least_minutes_label')
        self.rows.setWidget(3, QFormLayout.ItemRole.LabelRole, self.least_minutes_label)
        self.least_minutes = MinutesField(ProtocolOptionForm)
        self.least_minutes.setObjectName('least_minutes')
        self.rows.setWidget(3, QFormLayout.ItemRole.FieldRole, self.least_minutes)
        self.most_minutes_label = QLabel(ProtocolOptionForm)
        self.most_minutes_label.setObjectName('most_minutes_label')
        self.rows.setWidget(4, QFormLayout.ItemRole.LabelRole, self.most_minutes_label)
        self.most_minutes = OptionalMinutesField(ProtocolOptionForm)
        self.most_minutes.setObjectName('most_minutes')
        self.rows.setWidget(4, QFormLayout.ItemRole.FieldRole, self.most_minutes)
        self.title_label.setBuddy(self.title)
        self.least_people_label.setBuddy(self.least_people)
        self.most_people_label.setBuddy(self.most_people)
        self.least_minutes_label.setBuddy(self.least_minutes)
        self.most_minutes_label.setBuddy(self.most_minutes)
        QWidget.setTabOrder(self.title, self.least_people)
        QWidget.setTabOrder(self.least_people, self.most_people)
        QWidget.setTabOrder(self.most_people, self.least_minutes)
        QWidget.setTabOrder(self.least_minutes, self.most_minutes)
        self.retranslateUi(ProtocolOptionForm)
        QMetaObject.connectSlotsByName(ProtocolOptionForm)

    def retranslateUi(self, ProtocolOptionForm: QWidget) -> None:
        self.title_label.setText(_('&Title'))
        self.least_people_label.setText(_('&From so many people'))
        self.most_people_label.setText(_('Up &to so many people'))
        self.least_minutes_label.setText(_('From so many &minutes'))
        self.most_minutes_label.setText(_('Up to so many m&inutes'))
        pass
